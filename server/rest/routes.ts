import type { AnyProcedure } from '@trpc/server';
import type { OpenApiMeta, OpenApiMethod } from 'trpc-to-openapi';
import type { AppRouter } from '../trpc/router.ts';

/** A procedure that partners reach by URL. */
export interface RestRoute {
  readonly method: OpenApiMethod;
  /** "/points/{point}/slots", below /api/v1. */
  readonly path: string;
  /** "points.slots" */
  readonly procedure: string;
}

/** The routes are read from the procedures themselves: a procedure with an `openapi` meta is one. */
export function restRoutesOf(router: AppRouter): RestRoute[] {
  return Object.entries(proceduresOf(router)).flatMap(([procedure, { _def }]) => {
    const meta = _def.meta as OpenApiMeta | undefined;
    return meta?.openapi ? [{ method: meta.openapi.method, path: meta.openapi.path, procedure }] : [];
  });
}

/** Every procedure by its full name, "points.slots". tRPC keeps them flat, and types them as a tree. */
export const proceduresOf = (router: AppRouter) => router._def.procedures as unknown as Readonly<Record<string, AnyProcedure>>;

export interface RouteMatch {
  readonly route: RestRoute;
  /** Decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a path below /api/v1; segments are decoded one by one, so that a code may hold "/" or ":". */
export function matchRoute(routes: readonly RestRoute[], method: string, path: string): RouteMatch | null {
  const given = segmentsOf(path);
  for (const route of routes) {
    const wanted = route.path.split('/').filter(Boolean);
    if (route.method !== method || given === null || wanted.length !== given.length) continue;
    const parameters: Record<string, string> = {};
    const fits = wanted.every((segment, i) => {
      const value = given[i] ?? '';
      if (!segment.startsWith('{')) return segment === value;
      parameters[segment.slice(1, -1)] = value;
      return value !== '';
    });
    if (fits) return { route, parameters };
  }
  return null;
}

/** Null for a path that is not properly encoded. */
const segmentsOf = (path: string): string[] | null => {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
};
