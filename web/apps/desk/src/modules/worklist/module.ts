import { defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '工作台', path: '/', group: '' }],
  routes: [
    { path: '/', component: () => import('./WorkListPage.vue'), meta: { title: '工作台' } },
    { path: '/inbox', component: () => import('./InboxPage.vue'), meta: { title: '消息' } },
  ],
});
