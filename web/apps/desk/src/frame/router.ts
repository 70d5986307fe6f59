import type { Role } from '@mingchou/api';
import { createRouter, createWebHistory, type RouteLocation } from 'vue-router';
import { modules } from '../modules';
import { ensureSession, hasRole, session } from './session';

declare module 'vue-router' {
  interface RouteMeta {
    title?: string;
    /** Reached without an account. */
    open?: boolean;
    /** Who may do what the page is for; others are told so before they fill anything in. Absent: everyone. */
    roles?: Role[];
  }
}

function ofPlan(path: string, to: RouteLocation) {
  return { path, query: { ...to.query, planId: String(to.params.id) } };
}

export const router = createRouter({
  history: createWebHistory('/desk/'),
  routes: [
    ...modules.flatMap((module) => module.routes),
    // Pages of one plan, as messages and work items name them.
    { path: '/plans/:id(\\d+)/draw', redirect: (to) => ofPlan('/draws', to) },
    { path: '/plans/:id(\\d+)/dispatch', redirect: (to) => ofPlan('/assignments', to) },
    { path: '/plans/:id(\\d+)/matching', redirect: (to) => ofPlan('/pools', to) },
    { path: '/plans/:id(\\d+)/annex', redirect: (to) => ofPlan('/annex', to) },
    {
      path: '/reviews',
      redirect: (to) => ({ path: '/sections', query: { status: 'SUBMITTED', ...to.query } }),
    },
    {
      path: '/not-allowed',
      component: () => import('./NotAllowedPage.vue'),
      meta: { title: '本账号不能办理' },
    },
    {
      path: '/:rest(.*)*',
      component: () => import('./NotFoundPage.vue'),
      meta: { title: '没有这个页面' },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** A return address within this app; anything else leads to the front. */
export function inApp(wanted: unknown): string {
  const path = String(wanted ?? '/');
  return path.startsWith('/') && !path.startsWith('//') ? path : '/';
}

/** To the sign-in page, and back here afterwards. */
export function toSignIn(): void {
  session.value = null;
  const here = router.currentRoute.value;
  if (here.meta.open) return;
  void router.replace({ path: '/sign-in', query: { return: here.fullPath } });
}

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  const found = await ensureSession();
  if (!found) return { path: '/sign-in', query: { return: to.fullPath } };
  if (found.mustChangePassword && to.path !== '/password') {
    return { path: '/password', query: { return: to.fullPath } };
  }
  return !to.meta.roles || hasRole(...to.meta.roles)
    ? true
    : { path: '/not-allowed', query: { page: to.fullPath } };
});

router.afterEach((to) => {
  document.title = `${String(to.meta.title ?? '工作台')} · 明抽`;
});

/** Work items link to `/desk/…` or `/field/…`: the first is a route of ours. */
export function deskPath(link: string): string | null {
  if (link.startsWith('/desk/')) return link.slice('/desk'.length);
  return link.startsWith('/') && !link.startsWith('/field') ? link : null;
}
