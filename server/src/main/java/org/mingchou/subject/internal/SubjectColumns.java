package org.mingchou.subject.internal;

import static org.mingchou.imports.ImportColumn.optional;
import static org.mingchou.imports.ImportColumn.required;

import java.util.List;
import org.mingchou.imports.ImportColumn;

/** The workbook of objects. */
final class SubjectColumns {

    static final List<ImportColumn> ALL = List.of(
            optional(
                    "creditCode",
                    "统一社会信用代码",
                    30,
                    "18 位；有代码的对象必填，用来认出同一对象",
                    "91130111MA0XXXXX0X",
                    "信用代码",
                    "社会信用代码",
                    "统一代码",
                    "统一信用代码"),
            required("name", "名称", 200, "营业执照或批准文件上的全称", "石家庄样例机械有限公司", "企业名称", "对象名称", "单位名称", "市场主体名称"),
            optional("drawId", "对象编号", 54, "平台编号；没有信用代码的对象修改时填写，新增时留空", "", "平台编号", "抽取编号"),
            optional(
                    "kind", "类别", 20, "企业、个体工商户、农民专业合作社、项目、产品、场所、事业单位及其他组织；新增时留空按“企业”", "企业", "对象类别", "主体类型", "市场主体类型"),
            optional("status", "登记状态", 10, "存续、注销、吊销、迁出；新增时留空按“存续”", "存续", "状态", "经营状态"),
            optional("address", "地址", 300, "住所或经营场所", "石家庄市栾城区样例路1号", "住所", "经营场所", "注册地址", "地址/住所"),
            optional("industry", "行业代码", 10, "GB/T 4754：一个字母加最多四位数字", "C3311", "国民经济行业代码", "行业"),
            optional("legalRepresentative", "法定代表人", 60, "法定代表人、负责人或经营者姓名", "样一", "法人", "负责人", "经营者", "法定代表人（负责人）"),
            optional("establishedOn", "成立日期", 20, "营业执照上的成立日期，写成 2019-04-30", "2019-04-30", "注册日期", "设立日期"),
            optional("labels", "监管标签", 300, "在现有标签上增加；几个标签用顿号隔开", "应急管理领域、工贸", "标签", "监管领域"),
            optional("endedLabels", "取消标签", 300, "不再适用的标签；几个标签用顿号隔开", "", "撤销标签"),
            optional("tier", "信用风险等级", 4, "A、B、C、D；内部使用，不对外公开", "B", "风险等级", "信用等级"),
            optional("tierAsOf", "等级评定日期", 20, "填了等级必填，写成 2026-04-30", "2026-04-30", "评定日期", "风险等级日期"));

    private SubjectColumns() {}
}
