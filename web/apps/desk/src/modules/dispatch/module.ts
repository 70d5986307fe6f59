import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [
    { title: '派发确认', path: '/assignments', group: '派发与编组', roles: business },
    { title: '退出与替补', path: '/drop-outs', group: '派发与编组', roles: business },
  ],
  routes: [
    {
      path: '/assignments',
      component: () => import('./AssignmentListPage.vue'),
      meta: { title: '派发确认' },
    },
    {
      path: '/assignments/:id(\\d+)',
      component: () => import('./AssignmentDetailPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '派发任务' },
    },
    {
      path: '/drop-outs',
      component: () => import('./DropOutPage.vue'),
      meta: { title: '退出与替补' },
    },
  ],
});
