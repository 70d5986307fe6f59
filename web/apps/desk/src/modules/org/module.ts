import { defineModule } from '../../frame/module';

export default defineModule({
  menu: [
    {
      title: '机构',
      path: '/departments',
      group: '系统',
      roles: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
    },
    {
      title: '账号与角色',
      path: '/accounts',
      group: '系统',
      roles: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
    },
  ],
  routes: [
    {
      path: '/departments',
      component: () => import('./DepartmentPage.vue'),
      meta: { title: '机构' },
    },
    {
      path: '/accounts',
      component: () => import('./AccountListPage.vue'),
      meta: { title: '账号与角色' },
    },
  ],
});
