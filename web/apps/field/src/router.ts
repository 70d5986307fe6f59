import { createRouter, createWebHistory } from 'vue-router';
import { ensureSession, session } from './data/session';

const visit = (path: string, name: string, title: string, component: () => Promise<unknown>) => ({
  path: `/visits/:id(\\d+)${path}`,
  name,
  component,
  meta: { title },
});

export const router = createRouter({
  history: createWebHistory('/field/'),
  routes: [
    {
      path: '/',
      name: 'list',
      component: () => import('./list/VisitListPage.vue'),
      meta: { title: '我的检查' },
    },
    {
      path: '/sign-in',
      component: () => import('./account/SignInPage.vue'),
      meta: { title: '登录', open: true },
    },
    visit('', 'visit', '检查', () => import('./visit/VisitPage.vue')),
    visit('/task', 'task', '任务', () => import('./visit/TaskPage.vue')),
    visit('/card', 'card', '出示证件', () => import('./visit/CardPage.vue')),
    visit('/check-in', 'check-in', '到场登记', () => import('./visit/CheckInPage.vue')),
    visit(
      '/sections/:sectionId(\\d+)',
      'section',
      '检查表',
      () => import('./sheet/SectionPage.vue'),
    ),
    visit(
      '/consultations',
      'consultations',
      '现场解答',
      () => import('./visit/ConsultationPage.vue'),
    ),
    visit('/signature', 'signature', '企业签字', () => import('./visit/SignaturePage.vue')),
    visit('/refusal', 'refusal', '记录拒签', () => import('./visit/RefusalPage.vue')),
    visit('/unreachable', 'unreachable', '无法联系', () => import('./visit/UnreachablePage.vue')),
    {
      path: '/:rest(.*)*',
      component: () => import('./list/NotFoundPage.vue'),
      meta: { title: '没有这个页面' },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** To the sign-in page, and back here afterwards; drafts stay. */
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
  if (!found.mustChangePassword) return true;
  window.location.assign(`/desk/password?return=${encodeURIComponent(`/field${to.fullPath}`)}`);
  return false;
});

router.afterEach((to) => {
  document.title = `${String(to.meta.title ?? '现场检查')} · 明抽`;
});
