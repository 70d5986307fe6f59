package org.mingchou.demo.internal;

import java.util.ArrayList;
import java.util.List;
import org.mingchou.shared.CreditCode;

/**
 * Invented objects, every name with 样例 in it. A quarter belongs to the field of emergency management, as in a county;
 * of those most concern one or two departments, few all three.
 */
final class DemoObjects {

    private static final String[] FIRST = ("东方 恒信 金源 华泰 瑞丰 永安 宏达 鑫盛 光明 中兴 长城 嘉禾 博远 天成 正大 顺达 兴业 盛世 康泰 诚信 "
                    + "北辰 南苑 西岭 东湖 冀中 燕赵 太行 滹沱 洨河 栾武")
            .split(" ");
    private static final String[] SECOND = ("卓 凯 旭 昊 锦 铭 睿 泽 航 峻 邦 业 通 联 创 优 佳 美 益 利 和 顺 康 宁 祥 瑞 福 荣 昌 茂").split(" ");
    private static final String[] TOWNS = "样例镇 范例镇 示例乡 演示街道 模拟街道 假想镇".split(" ");
    private static final String[] ROADS = "样例大街 示例路 范例街 演示大道 模拟路 假想街".split(" ");

    /** Trade → GB/T 4754 class, roughly as a county has them. */
    private static final String[][] INDUSTRY_TRADE = {
        {"机械制造", "C3311"}, {"家具", "C2110"}, {"食品", "C1411"}, {"纺织", "C1711"},
        {"建材", "C3021"}, {"金属制品", "C3399"}, {"塑料制品", "C2929"}, {"包装", "C2231"}
    };

    private static final String[][] CHEMICAL = {{"化工", "C2614"}, {"涂料", "C2641"}, {"气体", "C2619"}, {"加油站", "F5265"}};
    private static final String[][] SERVICES = {{"安全评价", "M7452"}, {"安全检测", "M7455"}};
    private static final String[][] OTHER = {
        {"商贸", "F5211"},
        {"餐饮", "H6210"},
        {"物流", "G5430"},
        {"农资", "F5167"},
        {"汽车销售", "F5261"},
        {"制冷维修", "O8132"},
        {"物业", "K7020"},
        {"建筑", "E4710"},
        {"种植", "A0119"}
    };

    /** Water and environment labels that an enterprise of the field may carry too: label, basis points. */
    private static final Object[][] WATER = {
        {"取水", 1700}, {"节约用水", 1000}, {"水土保持", 900}, {"城市供水", 120}, {"供水设施改迁", 120}, {"河道内建设项目", 150},
        {"河道内活动", 120}, {"南水北调", 120}, {"水旱灾害防御", 100}, {"水利投资项目", 60}, {"水利工程", 80}, {"水利移民安置", 30},
        {"围垦河道", 20}
    };

    private static final Object[][] ENVIRONMENT = {
        {"危险废物", 1800}, {"机动车销售", 150}, {"涉重金属", 500}, {"新污染物", 400}, {"消耗臭氧层物质", 400}, {"自然保护地", 40}
    };

    private static final List<String> HEADERS =
            List.of("统一社会信用代码", "名称", "类别", "登记状态", "地址", "行业代码", "法定代表人", "成立日期", "监管标签", "信用风险等级", "等级评定日期");
    private static final String GRADED_ON = "2026-04-30";

    private final District district;
    private final Dice dice;
    private final DemoPeople people;

    DemoObjects(District district) {
        this.district = district;
        this.dice = district.dice();
        this.people = new DemoPeople(district);
    }

    Sheet sheet() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < district.objects(); i++) {
            rows.add(enterprise(i));
        }
        for (int i = 0; i < Math.max(10, district.objects() / 100); i++) {
            rows.add(project(i));
        }
        return new Sheet("检查对象", HEADERS, rows);
    }

    private List<String> enterprise(int i) {
        boolean field = dice.chance(2500, "field", i);
        int kindOfField = field ? dice.below(100, "kind-of-field", i) : 100;
        boolean chemical = kindOfField >= 78 && kindOfField < 93;
        var trades = !field ? OTHER : chemical ? CHEMICAL : kindOfField >= 93 ? SERVICES : INDUSTRY_TRADE;
        var trade = trades[dice.below(trades.length, "trade", i)];
        var labels = new ArrayList<String>();
        if (field) {
            labels.add("应急管理领域");
            labels.add(chemical ? "危险化学品" : kindOfField >= 93 ? "安全生产技术服务" : "工贸");
            add(labels, WATER, i, 1);
            add(labels, ENVIRONMENT, i, chemical ? 2 : 1);
        } else {
            elsewhere(labels, trade[0], i);
        }
        int form = field ? 0 : dice.below(100, "form", i);
        return List.of(
                creditCode(form, i),
                name(form, trade[0], i),
                form < 70 ? "企业" : form < 95 ? "个体工商户" : "农民专业合作社",
                status(i),
                "石家庄市" + district.shortName() + dice.pick(TOWNS, "town", i) + dice.pick(ROADS, "road", i)
                        + (1 + dice.below(400, "number", i)) + "号",
                trade[1],
                people.name("owner", i),
                "%d-%02d-01"
                        .formatted(2026 - (int) Math.sqrt(dice.below(900, "age", i)), 1 + dice.below(4, "month", i)),
                String.join("、", labels),
                tier(i),
                GRADED_ON);
    }

    /** Projects have no credit code and no grade; the platform numbers them. */
    private List<String> project(int i) {
        String[][] kinds = {
            {"水库移民安置项目", "水利移民安置"},
            {"河道治理工程", "河道内建设项目、水利工程"},
            {"灌区改造工程", "水利工程、水利投资项目"},
            {"开发建设项目水土保持工程", "水土保持"},
            {"滩地利用项目", "围垦河道、河道内活动"},
            {"供水管网迁改工程", "供水设施改迁"},
            {"湿地公园", "自然保护地"},
            {"防汛物资储备点", "水旱灾害防御"},
            {"配套工程管理段", "南水北调"},
            {"集中供水厂", "城市供水、取水"}
        };
        var kind = kinds[i % kinds.length];
        return List.of(
                "",
                district.name() + "样例" + dice.pick(FIRST, "project", i) + kind[0] + (i / kinds.length + 1) + "号",
                kind[0].endsWith("项目") || kind[0].endsWith("工程") ? "项目" : "场所",
                "存续",
                "石家庄市" + district.shortName() + "样例乡镇" + (i + 1) + "村",
                "N7610",
                people.name("project", i),
                "",
                kind[1],
                "",
                "");
    }

    private void add(List<String> labels, Object[][] from, int i, int factor) {
        for (var entry : from) {
            if (dice.chance((Integer) entry[1] * factor, "label/" + entry[0], i)) {
                labels.add((String) entry[0]);
            }
        }
    }

    private void elsewhere(List<String> labels, String trade, int i) {
        switch (trade) {
            case "汽车销售" -> labels.add("机动车销售");
            case "制冷维修" -> labels.add("消耗臭氧层物质");
            case "种植" -> {
                if (dice.chance(3000, "farm-well", i)) {
                    labels.add("取水");
                }
            }
            case "建筑" -> {
                if (dice.chance(2000, "site", i)) {
                    labels.add("水土保持");
                }
            }
            default -> {
                if (dice.chance(300, "thirsty", i)) {
                    labels.add("节约用水");
                }
            }
        }
    }

    private String name(int form, String trade, int i) {
        // 30 × 30 × 6.67 rounds: a name comes back only with another number after it.
        var word = FIRST[i % FIRST.length] + SECOND[i / FIRST.length % SECOND.length];
        int round = i / (FIRST.length * SECOND.length);
        var numbered = round == 0 ? word : word + "一二三四五六七八九".charAt(round - 1);
        if (form >= 95) {
            return "石家庄市" + district.shortName() + "样例" + numbered + trade + "农民专业合作社";
        }
        return form >= 70
                ? district.shortName() + "样例" + numbered + trade + "经营部"
                : "石家庄样例" + numbered + trade + "有限公司";
    }

    private String status(int i) {
        int n = dice.below(1000, "status", i);
        return n < 12 ? "注销" : n < 18 ? "吊销" : "存续";
    }

    /** Hebei's published spread: A 4.24 %, B 92.05 %, C 3.18 %, D 0.53 %. */
    private String tier(int i) {
        int n = dice.below(10_000, "tier", i);
        return n < 424 ? "A" : n < 9629 ? "B" : n < 9947 ? "C" : "D";
    }

    /** Valid by GB 32100 and GB 11714, in a number range (YL…) that stands for 样例. */
    private String creditCode(int form, int i) {
        var body = "YL%06d".formatted(i * 37 % 1_000_000);
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += Character.getNumericValue(body.charAt(k)) * weights[k];
        }
        int check = 11 - sum % 11;
        var organisation = body + (check == 10 ? "X" : check == 11 ? "0" : String.valueOf(check));
        var first = (form < 70 ? "91" : form < 95 ? "92" : "93") + district.region() + organisation;
        return first + CreditCode.checkDigit(first);
    }
}
