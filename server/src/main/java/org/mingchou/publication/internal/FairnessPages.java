package org.mingchou.publication.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingchou.dispatch.DropOutRates;
import org.mingchou.draw.Fairness;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 公平性: whether the draws treated all alike, and what the old way would have done. */
@PortalPage
class FairnessPages {

    private static final double REMARKABLE = 0.05;

    private static final Map<String, String> INDUSTRIES = Map.ofEntries(
            Map.entry("A", "农、林、牧、渔业"),
            Map.entry("B", "采矿业"),
            Map.entry("C", "制造业"),
            Map.entry("D", "电力、热力、燃气及水生产和供应业"),
            Map.entry("E", "建筑业"),
            Map.entry("F", "批发和零售业"),
            Map.entry("G", "交通运输、仓储和邮政业"),
            Map.entry("H", "住宿和餐饮业"),
            Map.entry("I", "信息传输、软件和信息技术服务业"),
            Map.entry("J", "金融业"),
            Map.entry("K", "房地产业"),
            Map.entry("L", "租赁和商务服务业"),
            Map.entry("M", "科学研究和技术服务业"),
            Map.entry("N", "水利、环境和公共设施管理业"),
            Map.entry("O", "居民服务、修理和其他服务业"),
            Map.entry("P", "教育"),
            Map.entry("Q", "卫生和社会工作"),
            Map.entry("R", "文化、体育和娱乐业"),
            Map.entry("S", "公共管理、社会保障和社会组织"),
            Map.entry("T", "国际组织"));

    private static final Map<String, String> AGES =
            Map.of("00", "不满 1 年", "01", "1 至 3 年", "03", "3 至 5 年", "05", "5 至 10 年", "10", "10 年以上");

    /** One line as people read it. */
    record Line(String group, long eligible, long drawn, long expected, String chance, String verdict, String tone) {}

    record Part(String title, String note, List<Line> lines) {}

    /** A bar of the picture, in its units. */
    record Bar(int x, int width, int y, int height) {}

    private final Portal portal;
    private final Fairness fairness;
    private final DropOutRates dropOuts;

    FairnessPages(Portal portal, Fairness fairness, DropOutRates dropOuts) {
        this.portal = portal;
        this.fairness = fairness;
        this.dropOuts = dropOuts;
    }

    @GetMapping("/fairness")
    String page(Model model) {
        var table = fairness.publicTable(portal.region());
        model.addAttribute("table", table);
        model.addAttribute("parts", parts(table));
        var remarkable =
                table.groups().stream().filter(g -> g.corrected() < REMARKABLE).count();
        model.addAttribute("remarkable", remarkable);
        var old = OldWay.demonstration();
        model.addAttribute("old", old);
        model.addAttribute(
                "oldBars", bars(old.buckets().stream().map(OldWay.Bucket::old).toList()));
        model.addAttribute(
                "ourBars", bars(old.buckets().stream().map(OldWay.Bucket::ours).toList()));
        model.addAttribute("dropOuts", dropOuts.byDepartment(portal.region()));
        model.addAttribute("codes", dropOuts.byCode(portal.region()));
        model.addAttribute("agencies", portal.agencies());
        return "portal/fairness";
    }

    private static List<Part> parts(Fairness.Table table) {
        var result = new ArrayList<Part>();
        part(result, table, Fairness.Dimension.DISTRICT, "按乡镇、街道", "以冻结名单当天登记的住所为准。");
        part(result, table, Fairness.Dimension.INDUSTRY, "按行业", "以冻结名单当天登记的行业门类为准。");
        part(result, table, Fairness.Dimension.AGE, "按成立年限", "从成立日期算到冻结名单当天。");
        part(result, table, Fairness.Dimension.POSITION, "按在名单中的先后", "名单按编号排列，平均分成十段。先后不应有任何影响。");
        return result;
    }

    private static void part(
            List<Part> parts, Fairness.Table table, Fairness.Dimension dimension, String title, String note) {
        var lines = table.groups().stream()
                .filter(g -> g.dimension() == dimension)
                .map(FairnessPages::line)
                .toList();
        if (!lines.isEmpty()) {
            parts.add(new Part(title, note, lines));
        }
    }

    private static Line line(Fairness.Group g) {
        var remarkable = g.corrected() < REMARKABLE;
        return new Line(
                name(g),
                g.eligible(),
                g.drawn(),
                Math.round(g.expected()),
                chance(g.chance()),
                remarkable ? "偏差明显，应当查明" : "正常波动",
                remarkable ? "bad" : "good");
    }

    static String name(Fairness.Group g) {
        if (g.group().equals(Fairness.OTHERS)) {
            return "其余各组合计";
        }
        if (g.group().equals(Fairness.UNKNOWN)) {
            return "名录中没有登记";
        }
        return switch (g.dimension()) {
            case INDUSTRY -> INDUSTRIES.getOrDefault(g.group(), g.group());
            case AGE -> AGES.getOrDefault(g.group(), g.group());
            case POSITION -> "第 " + Integer.parseInt(g.group()) + " 段";
            case DISTRICT -> g.group().matches("\\d+") ? "住所未写明乡镇、街道" : g.group();
            case TIER -> g.group();
        };
    }

    /** A chance as people say it. */
    static String chance(double p) {
        if (p < 1e-6) {
            return "不到百万分之一";
        }
        if (p < 0.001) {
            return "约 " + String.format(Locale.ROOT, "%,d", Math.round(1 / p)) + " 次里 1 次";
        }
        return String.format(Locale.ROOT, p < 0.1 ? "%.1f%%" : "%.0f%%", 100 * p);
    }

    /** Twenty bars in a picture of 600 × 180, of which 8 per cent are the full height. */
    private static List<Bar> bars(List<Double> percents) {
        var result = new ArrayList<Bar>();
        for (int i = 0; i < percents.size(); i++) {
            int height = (int) Math.round(percents.get(i) * 180 / 8);
            result.add(new Bar(i * 30 + 3, 24, 180 - height, height));
        }
        return result;
    }
}
