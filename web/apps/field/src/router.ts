import { createRouter, createWebHistory } from 'vue-router';
import { ensureSession, session } from './data/session';

const idOf = (route: { params: Record<string, string | string[]> }) => ({
  id: Number(route.params.id),
});

export const router = createRouter({
  history: createWebHistory('/field/'),
  routes: [
    {
      path: '/sign-in',
      component: () => import('./pages/SignInPage.vue'),
      meta: { title: '登录', open: true },
    },
    { path: '/', component: () => import('./pages/VisitsPage.vue'), meta: { title: '我的检查' } },
    {
      path: '/visits/:id(\\d+)',
      component: () => import('./pages/VisitPage.vue'),
      props: idOf,
      meta: { title: '现场检查' },
    },
    {
      path: '/visits/:id(\\d+)/badge',
      component: () => import('./pages/BadgePage.vue'),
      props: idOf,
      meta: { title: '亮证' },
    },
    {
      path: '/visits/:id(\\d+)/sign',
      component: () => import('./pages/SignPage.vue'),
      props: idOf,
      meta: { title: '企业签字' },
    },
    {
      path: '/visits/:id(\\d+)/unreachable',
      component: () => import('./pages/UnreachablePage.vue'),
      props: idOf,
      meta: { title: '无法联系' },
    },
    {
      path: '/sections/:id(\\d+)',
      component: () => import('./pages/SectionPage.vue'),
      props: idOf,
      meta: { title: '逐项填写' },
    },
    { path: '/visits', redirect: (to) => ({ path: '/', query: to.query }) },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
});

export function toSignIn(): void {
  session.value = null;
  const here = router.currentRoute.value;
  if (!here.meta.open) void router.replace({ path: '/sign-in', query: { return: here.fullPath } });
}

router.beforeEach(async (to) => {
  if (to.meta.open || (await ensureSession())) return true;
  return { path: '/sign-in', query: { return: to.fullPath } };
});
router.afterEach((to) => {
  document.title = `${String(to.meta.title ?? '')} · 明抽`;
});
