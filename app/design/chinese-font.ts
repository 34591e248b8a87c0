// Three weights in 101 pieces each; a browser fetches only the pieces whose characters a page shows.
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/500.css';
import '@fontsource/noto-sans-sc/600.css';
