import { defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '工作日历', path: '/calendar', group: '系统' }],
  routes: [
    {
      path: '/calendar',
      component: () => import('./CalendarPage.vue'),
      meta: { title: '工作日历' },
    },
  ],
});
