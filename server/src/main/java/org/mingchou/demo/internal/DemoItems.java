package org.mingchou.demo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The 23 items of the plan of May 2026, in its words. Where the legal basis is not certain it is left empty. */
final class DemoItems {

    /** @param label 适用标签 */
    private record Item(String name, boolean key, String label, String qualification, String checkPoints) {}

    private static final String SAFETY_LAW = "《中华人民共和国安全生产法》第六十八条（检查记录与签字）、第六十九条（联合检查与移送）";

    private static final Map<String, List<Item>> ITEMS = Map.of(
            "YJ",
            List.of(
                    new Item("对工贸行业企业的安全检查", true, "工贸", "", "安全管理机构和人员配备；教育培训记录；设备设施安全防护；应急预案和演练"),
                    new Item(
                            "对危险化学品及相关企业的安全检查",
                            true,
                            "危险化学品",
                            "HAZCHEM_INSPECTOR",
                            "许可证件和经营范围；储存场所和储存量；安全设施和报警装置；从业人员资格；应急预案和器材"),
                    new Item("安全生产技术服务机构的行政检查", false, "安全生产技术服务", "", "资质和业务范围；技术报告和过程控制；专业人员")),
            "SL",
            List.of(
                    new Item("因工程建设确需改装、拆除或者迁移城市公共供水设施的审批后的监督检查", false, "供水设施改迁", "", "批准文件；施工与批准内容是否一致"),
                    new Item("城市供水水质监督检查", true, "城市供水", "", "水质检测制度和记录；消毒设施运行；水质公开情况"),
                    new Item("对生产建设项目水土保持审批的后续监管", false, "水土保持", "", "水土保持方案落实；弃渣堆放；水土流失防治设施"),
                    new Item("对洪水影响评价类审批（河道管理范围内建设项目工程建设方案审批）的后续监管", false, "河道内建设项目", "", "批准文件；建设位置和规模；防洪措施"),
                    new Item("对河道管理范围内有关活动（不含河道采砂）审批的后续监管", false, "河道内活动", "", "批准文件；活动范围和期限；恢复情况"),
                    new Item("水利项目投资计划及统计管理事项检查", false, "水利投资项目", "", "投资计划执行；统计台账和报表"),
                    new Item("水旱灾害防御工作监督检查", true, "水旱灾害防御", "", "责任人和预案；物资储备；隐患排查整改"),
                    new Item("水工程建设规划同意书审核监督检查", false, "水利工程", "", "规划同意书；建设内容是否一致"),
                    new Item("对水利行业安全生产实施情况的监督检查", true, "水利工程", "", "安全生产责任制；现场安全管理；隐患排查治理"),
                    new Item("对大中型水利水电工程移民安置实施情况监督检查", false, "水利移民安置", "", "安置规划执行；资金使用台账"),
                    new Item("对围垦河道审批的后续监管", false, "围垦河道", "", "批准文件；围垦范围"),
                    new Item("对单位/个人取用水行为的随机抽查", false, "取水", "", "取水许可；计量设施和取水量；用水统计台账"),
                    new Item("对危害南水北调配套工程运行安全行为的监督检查", true, "南水北调", "", "工程保护范围内的活动；安全防护措施"),
                    new Item("对节约用水工作的监督检查", false, "节约用水", "", "用水计划；节水设施和器具；用水统计")),
            "ST",
            List.of(
                    new Item("涉消耗臭氧层物质（ODS）的生产、使用、销售、维修、回收、销毁及原料用途等企业和单位的监管", false, "消耗臭氧层物质", "", "备案情况；使用和回收台账"),
                    new Item("对机动车销售企业的检查", false, "机动车销售", "", "环保信息公开；随车清单"),
                    new Item("对自然保护地的执法检查", false, "自然保护地", "", "保护地内的建设和活动；整改落实"),
                    new Item("对重点管控新污染物的监督", false, "新污染物", "", "清单内物质的使用；管控措施落实"),
                    new Item("对危险废物日常管理情况的检查", true, "危险废物", "", "贮存场所和标识；转移联单；管理计划和台账"),
                    new Item("对涉重金属行业企业及相关堆场、尾矿库等设施管理情况的检查", true, "涉重金属", "", "污染防治设施运行；堆场防渗防扬散；监测记录")));

    private static final List<String> HEADERS =
            List.of("事项编码", "事项名称", "所属部门", "事项类别", "适用标签", "检查内容", "检查依据", "检查方式", "专业资格要求", "生效日期");

    private DemoItems() {}

    static Sheet of(District.Department department) {
        var rows = new ArrayList<List<String>>();
        for (var item : ITEMS.getOrDefault(department.code(), List.of())) {
            rows.add(List.of(
                    department.code() + "-" + "%02d".formatted(rows.size() + 1),
                    item.name(),
                    department.name(),
                    item.key() ? "重点检查事项" : "一般检查事项",
                    item.label(),
                    item.checkPoints(),
                    department.code().equals("YJ") ? SAFETY_LAW : "",
                    "信息比对、实地核查",
                    item.qualification(),
                    "2026-01-01"));
        }
        return new Sheet(department.shortName(), HEADERS, rows);
    }
}
