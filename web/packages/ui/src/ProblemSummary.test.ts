import { ApiProblem } from '@mingchou/api';
import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { describe, expect, it } from 'vitest';
import ProblemSummary from './ProblemSummary.vue';

describe('ProblemSummary', () => {
  it('takes the focus and says what to do next', async () => {
    const problem = new ApiProblem(409, {
      type: 'https://mingchou.org/problems/plan-not-approved',
      title: '当前状态不能办理',
      detail: '计划尚未批准，请先提交审批。',
      errors: [{ field: 'windowTo', reason: '结束日期须晚于开始日期' }],
    });
    const page = mount(ProblemSummary, { props: { problem }, attachTo: document.body });
    await nextTick();
    expect(problem.type).toBe('plan-not-approved');
    expect(page.text()).toContain('计划尚未批准，请先提交审批。');
    expect(page.text()).toContain('结束日期须晚于开始日期');
    expect(document.activeElement).toBe(page.element);
  });
});
