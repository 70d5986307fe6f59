package org.mingchou.publication.internal;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.BeaconReadings;
import org.mingchou.draw.DrawMark;
import org.mingchou.draw.DrawPublication;
import org.mingchou.draw.FrameChanges;
import org.mingchou.draw.PublicDraw;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 抽取过程: what was sealed when, by whom, and how to re-compute it. */
@PortalPage
class DrawPages {

    private static final Map<String, String> EXCLUSIONS = Map.of(
            "X01", "已到年度检查频次上限",
            "X02", "注销或吊销",
            "X03", "迁出本辖区",
            "X04", "法律规定不宜列入",
            "X05", "属于试点免检名单",
            "X06", "其他，已经审批",
            "X07", "没有适用的抽查事项");

    private static final Map<String, String> DROP_OUTS =
            Map.of("S1", "注销", "S2", "无法联系", "S3", "不可抗力", "S4", "重复", "S5", "不属本辖区");

    /**
     * One moment of the ceremony.
     *
     * @param note what it came to; null for nothing
     * @param time null while it has not come
     */
    record Moment(
            String what, @Nullable String note, @Nullable OffsetDateTime time) {
        public @Nullable String at() {
            return time == null ? null : Portal.minute(time);
        }
    }

    record Exclusion(String code, String meaning, long count) {}

    private static final int NAMES = 100;

    private final Portal portal;
    private final FrameChanges changes;
    private final DrawPublication publication;
    private final ShownKeys keys;

    DrawPages(Portal portal, FrameChanges changes, DrawPublication publication, ShownKeys keys) {
        this.keys = keys;
        this.portal = portal;
        this.changes = changes;
        this.publication = publication;
    }

    @GetMapping("/draws")
    String list(Model model) {
        model.addAttribute("draws", portal.draws());
        model.addAttribute("agencies", portal.agencies());
        return "portal/draws";
    }

    @GetMapping("/draws/{drawNo:[A-Za-z0-9_-][A-Za-z0-9._-]*}")
    String one(@PathVariable String drawNo, Model model) {
        var draw = portal.draw(drawNo).orElseThrow(() -> Problem.notFound("抽取"));
        model.addAttribute("d", draw);
        model.addAttribute("line", Portal.line(draw));
        var exclusions = new ArrayList<Exclusion>();
        new TreeMap<>(draw.exclusions())
                .forEach((code, count) ->
                        exclusions.add(new Exclusion(code, EXCLUSIONS.getOrDefault(code, "其他"), count)));
        model.addAttribute("exclusions", exclusions);
        var audit = draw.audit();
        model.addAttribute("auditShare", audit == null ? "" : percent(audit.share()));
        model.addAttribute("changes", changes.ofDraw(drawNo).orElse(null));
        model.addAttribute("beaconName", draw.beaconLabel());
        var line = draw.beaconText();
        model.addAttribute("beaconWords", line == null ? "" : BeaconReadings.words(line));
        var standing = publication.standing(drawNo);
        model.addAttribute("pub", standing.orElse(null));
        model.addAttribute("keys", keys.of(draw, standing.orElse(null)));
        model.addAttribute("logKey", keys.logKey());
        model.addAttribute("moments", moments(draw, standing.orElse(null)));
        model.addAttribute(
                "openToAll",
                standing.filter(DrawPublication.Standing::openToAll).isPresent());
        model.addAttribute("allPublic", draw.everythingPublic());
        return "portal/draw";
    }

    /**
     * Ascending by code: any order by ticket or tier would tell the tier.
     *
     * @param at code of an object that is looked for: its page, with its row marked
     */
    @GetMapping("/draws/{drawNo:[A-Za-z0-9_-][A-Za-z0-9._-]*}/names")
    String names(
            @PathVariable String drawNo,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String at,
            Model model) {
        var draw = portal.draw(drawNo).orElseThrow(() -> Problem.notFound("抽取"));
        var standing = publication.standing(drawNo).orElseThrow(() -> Problem.notFound("抽中名单"));
        model.addAttribute("d", draw);
        model.addAttribute("sealed", standing.sealed());
        if (!standing.sealed()) {
            var place = at == null ? OptionalLong.empty() : publication.place(drawNo, at);
            var names = publication.names(
                    drawNo, new Paging(place.isPresent() ? (int) (place.getAsLong() / NAMES) + 1 : page, NAMES));
            var substitutes = publication.substitutes(drawNo);
            model.addAttribute("substitutes", substitutes);
            model.addAttribute(
                    "steppedIn", substitutes.stream().anyMatch(x -> x.objectId().equals(at)));
            model.addAttribute("reasons", DROP_OUTS);
            model.addAttribute("marked", draw.everythingPublic());
            model.addAttribute("at", at);
            model.addAttribute("found", place.isPresent());
            model.addAttribute("names", names);
            model.addAttribute("more", (long) names.page() * NAMES < names.total());
        }
        return "portal/names";
    }

    /** Basis points as a percentage without trailing zeros. */
    private static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }

    /** In the order of time; what has not been comes last, and is left out where it will not come any more. */
    private static List<Moment> moments(PublicDraw draw, DrawPublication.@Nullable Standing standing) {
        var moments = new ArrayList<>(
                List.of(new Moment("冻结名单", null, draw.frozenAt()), new Moment("各方交出承诺，公开开启摘要", null, draw.openedAt())));
        var ahead = draw.witnessesAhead();
        if (ahead == null
                ? !draw.marks().contains(DrawMark.WITHOUT_WITNESS)
                : !ahead.names().isEmpty()) {
            moments.add(new Moment("平台以外的见证人副署开启登记（按见证人的时钟）", null, draw.witnessedAt()));
        }
        moments.add(reveal(draw));
        moments.add(new Moment(draw.withoutBeacon() ? "无信标，不产生信标" : "公开产生信标", null, draw.beaconAt()));
        moments.add(new Moment("算出结果，抽出名单", null, draw.computedAt()));
        later(draw, moments);
        if (standing != null && (standing.sealed() || standing.unsealedAt() != null)) {
            var by = standing.unsealedBy();
            moments.add(new Moment("启封抽中名单，向所有人公布", by == null ? null : "启封：" + by, standing.unsealedAt()));
        }
        var voidedAt = draw.course().voidedAt();
        if (voidedAt != null) {
            moments.removeIf(m -> m.time() == null || m.time().isAfter(voidedAt));
            moments.add(voided(draw, voidedAt));
        }
        moments.sort(Comparator.comparing(Moment::time, Comparator.nullsLast(Comparator.naturalOrder())));
        return moments;
    }

    /** The deadline is told while somebody is awaited, or when he did not come. */
    private static Moment reveal(PublicDraw draw) {
        var what = "各方揭示第一个秘密数";
        var deadline = draw.revealDeadline();
        var missing = draw.parties().stream()
                .filter(p -> !p.revealed())
                .map(PublicDraw.Party::label)
                .collect(Collectors.joining("、"));
        if (deadline == null) {
            return new Moment(what, null, null);
        }
        if (!missing.isEmpty()) {
            return draw.course().voidedAt() == null
                    ? new Moment(what, "截止 " + Portal.minute(deadline) + "，过时抽取自动作废；尚未揭示：" + missing, null)
                    : new Moment("揭示第一个秘密数的期限已到，有当事方没有揭示", "没有揭示：" + missing, deadline);
        }
        var last = draw.parties().stream()
                .filter(PublicDraw.Party::revealed)
                .max(Comparator.comparing(
                        PublicDraw.Party::revealedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElseThrow();
        return new Moment(what, "最后揭示的是" + last.label(), last.revealedAt());
    }

    private static void later(PublicDraw draw, List<Moment> moments) {
        var course = draw.course();
        moments.add(new Moment(
                "各部门核对名单完毕，登记退出",
                course.confirmedAt() == null ? null : "退出 " + course.dropped() + " 家（含其后退出的）",
                course.confirmedAt()));
        var stepped = course.settledAt() == null ? null : "递补 " + course.substituted() + " 家（含其后递补的）";
        if (course.withheldAt() == null) {
            moments.add(new Moment("各方第二次揭示，候补次序和检查人员随之确定", stepped, course.settledAt()));
            return;
        }
        var missing = draw.parties().stream()
                .filter(PublicDraw.Party::withheld)
                .map(PublicDraw.Party::label)
                .collect(Collectors.joining("、"));
        moments.add(new Moment("第二次揭示到期，有当事方没有揭示", "没有揭示：" + missing, course.withheldAt()));
        moments.add(new Moment("当众掷骰子，代替没有揭示的数，候补次序和检查人员随之确定", stepped, course.secondBeaconAt()));
    }

    private static Moment voided(PublicDraw draw, OffsetDateTime at) {
        var votes = draw.course().voidVotes().stream()
                .map(v -> v.party() + "（" + Portal.minute(v.at()) + "）")
                .collect(Collectors.joining("、"));
        var reason = "理由：" + draw.voidReason();
        return new Moment(
                "作废",
                // One vote alone voids nothing: then it was a deadline.
                draw.course().voidVotes().size() < 2
                        ? reason + "。期限一到按规定自动作废，不由谁决定"
                        : reason + "。牵头部门以外的当事方同意作废：" + votes,
                at);
    }
}
