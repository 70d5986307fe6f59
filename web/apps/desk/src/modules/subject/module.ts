import { business, defineModule } from '../../frame/module';

const back = { to: '/subjects', label: '检查对象名录库' };

export default defineModule({
  menu: [{ title: '检查对象', path: '/subjects', group: '三项名录', roles: business }],
  routes: [
    {
      path: '/subjects',
      component: () => import('./SubjectListPage.vue'),
      meta: { title: '检查对象名录库' },
    },
    {
      path: '/subjects/import',
      component: () => import('../../frame/DirectoryImportPage.vue'),
      props: { target: 'subjects', title: '导入检查对象', back },
      meta: { title: '导入检查对象', roles: ['REGISTRAR'] },
    },
    {
      path: '/subjects/new',
      component: () => import('./SubjectEditPage.vue'),
      meta: { title: '新增检查对象', roles: ['REGISTRAR'] },
    },
    {
      path: '/subjects/:id(\\d+)',
      component: () => import('./SubjectDetailPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '检查对象' },
    },
    {
      path: '/subjects/:id(\\d+)/edit',
      component: () => import('./SubjectEditPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '修改检查对象', roles: ['REGISTRAR'] },
    },
  ],
});
