package org.mingchou.publication.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.DrawPublication;
import org.mingchou.draw.DrawnTickets;
import org.mingchou.inspection.Visits;
import org.mingchou.platform.QrCode;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Quoted;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code /v/…}: who is at my door. {@code /e/…}: the enterprise's own page. Neither needs an account; both are kept out of
 * search engines and caches because the code in the address is what opens them.
 */
@PortalPage
class DoorPages {

    record Certified(
            String name,
            @Nullable String certificateNo,
            @Nullable String validTo,
            boolean valid) {}

    record ItemLine(
            String name,
            @Nullable String legalBasis,
            @Nullable String method,
            List<String> checkPoints) {}

    record DepartmentPart(
            String departmentName,
            String statusLabel,
            boolean byHand,
            List<Certified> officers,
            List<Visits.Assistant> assistants,
            List<ItemLine> items) {}

    record DoorPage(
            String sheetCode,
            String objectName,
            @Nullable String creditCode,
            @Nullable String address,
            String leadDepartmentName,
            List<String> planTitles,
            String status,
            String statusLabel,
            boolean approved,
            @Nullable String urgentReason,
            @Nullable String scheduledText,
            @Nullable String noticeNo,
            @Nullable String notifiedText,
            @Nullable String finishedText,
            List<DepartmentPart> parts) {}

    static final String CODE_UNKNOWN = "enterprise-code-unknown";

    private final Visits visits;
    private final ObjectProvider<DrawnTickets> tickets;
    private final DrawPublication publication;
    private final PublicResults results;
    private final PublicationStore store;
    private final Portal portal;

    DoorPages(
            Visits visits,
            ObjectProvider<DrawnTickets> tickets,
            DrawPublication publication,
            PublicResults results,
            PublicationStore store,
            Portal portal) {
        this.visits = visits;
        this.tickets = tickets;
        this.publication = publication;
        this.results = results;
        this.store = store;
        this.portal = portal;
    }

    @GetMapping("/v/{sheetCode:[A-Za-z0-9-]{4,40}}")
    String door(@PathVariable String sheetCode, Model model, HttpServletResponse response) {
        hide(response);
        var visit = visits.bySheetCode(folded(sheetCode)).orElseThrow(() -> Problem.notFound("这次检查"));
        model.addAttribute("v", page(visit));
        return "portal/door";
    }

    @GetMapping("/e/{enterpriseCode:[A-Za-z0-9-]{4,64}}")
    String enterprise(@PathVariable String enterpriseCode, Model model, HttpServletResponse response) {
        hide(response);
        var visit = visits.byEnterpriseCode(folded(enterpriseCode)).orElseThrow(DoorPages::unknown);
        model.addAttribute("v", page(visit));
        model.addAttribute("code", enterpriseCode);
        var why = why(visit);
        model.addAttribute("why", why);
        model.addAttribute(
                "draw", why == null ? null : portal.draw(why.drawNo()).orElse(null));
        model.addAttribute(
                "pub", why == null ? null : publication.standing(why.drawNo()).orElse(null));
        model.addAttribute(
                "plans",
                visit.sections().stream()
                        .map(Visits.PublicSection::planTitle)
                        .distinct()
                        .map(Quoted::in)
                        .collect(Collectors.joining("、")));
        model.addAttribute(
                "ownRow",
                of(visit, draw -> publication.ownRow(draw, visit.objectDrawId()))
                        .isPresent());
        var door = visit.announced()
                ? of(visit, draw -> publication.doorCode(draw, visit.objectDrawId()))
                        .filter(DrawPublication.DoorCode::proof)
                        .orElse(null)
                : null;
        model.addAttribute("door", door);
        model.addAttribute("doorQr", door == null ? null : QrCode.svg(door.address()));
        model.addAttribute(
                "results",
                visit.sections().stream()
                        .flatMap(s -> store.ofSection(s.sectionId()).stream())
                        .flatMap(p -> results.find(p.key()).stream())
                        .toList());
        return "portal/enterprise";
    }

    @GetMapping("/e/{enterpriseCode:[A-Za-z0-9-]{4,64}}/notice.pdf")
    ResponseEntity<byte[]> notice(@PathVariable String enterpriseCode) {
        var pdf = visits.notice(folded(enterpriseCode)).orElseThrow(DoorPages::unknown);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("行政检查通知书.pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(pdf);
    }

    /** The enterprise's own row of the sealed frame, SSJ-ROW-1: nobody else's. */
    @GetMapping("/e/{enterpriseCode:[A-Za-z0-9-]{4,64}}/own-row.txt")
    ResponseEntity<byte[]> ownRow(@PathVariable String enterpriseCode) {
        var visit = visits.byEnterpriseCode(folded(enterpriseCode)).orElseThrow(DoorPages::unknown);
        return text(
                of(visit, draw -> publication.ownRow(draw, visit.objectDrawId()))
                        .orElseThrow(() -> Problem.notFound("名单记录证明")),
                "own-row.txt");
    }

    /** SSJ-DOOR-1 with the proof of the log's entry. */
    @GetMapping("/e/{enterpriseCode:[A-Za-z0-9-]{4,64}}/door-proof.txt")
    ResponseEntity<byte[]> doorProof(@PathVariable String enterpriseCode) {
        var visit = visits.byEnterpriseCode(folded(enterpriseCode)).orElseThrow(DoorPages::unknown);
        if (!visit.announced()) {
            throw Problem.notFound("入企证明");
        }
        return text(
                of(visit, draw -> publication.doorProof(draw, visit.objectDrawId(), true))
                        .orElseThrow(() -> Problem.notFound("入企证明")),
                "door-proof.txt");
    }

    /** Whoever types another code, most often the credit code, learns where his own stands. */
    private static Problem unknown() {
        return Problem.notFound(
                CODE_UNKNOWN,
                "这不是本企业专页的查询码。查询码印在送达贵单位的《行政检查通知书》上：请扫通知书末页“扫码进入本企业专页”的二维码，或输入其下的网址。"
                        + "统一社会信用代码不能用来查询，免得别人看到贵单位的检查安排。没有收到通知书的，请向检查部门询问；已经公示的结果，可按企业名称查询。");
    }

    private static ResponseEntity<byte[]> text(String text, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=US-ASCII"))
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex, nofollow, noarchive")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static <T> Optional<T> of(Visits.PublicVisit visit, LongFunction<Optional<T>> of) {
        return visit.sections().stream()
                .map(Visits.PublicSection::drawId)
                .distinct()
                .map(of::apply)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private DrawnTickets.@Nullable OwnTicket why(Visits.PublicVisit visit) {
        var source = tickets.getIfAvailable();
        return source == null
                ? null
                : visit.sections().stream()
                        .map(Visits.PublicSection::drawId)
                        .distinct()
                        .map(draw -> source.ownTicket(draw, visit.objectDrawId()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null);
    }

    private DoorPage page(Visits.PublicVisit visit) {
        return new DoorPage(
                visit.sheetCode(),
                visit.objectName(),
                visit.creditCode(),
                visit.address(),
                visit.leadDepartmentName(),
                visit.sections().stream()
                        .map(Visits.PublicSection::planTitle)
                        .distinct()
                        .toList(),
                visit.status(),
                visit.statusLabel(),
                visit.approved(),
                visit.urgentReason(),
                visit.scheduledOn() == null ? null : Portal.day(visit.scheduledOn()),
                visit.noticeNo(),
                visit.notifiedAt() == null ? null : Portal.minute(visit.notifiedAt()),
                visit.finishedAt() == null ? null : Portal.minute(visit.finishedAt()),
                visit.sections().stream().map(this::part).toList());
    }

    private DepartmentPart part(Visits.PublicSection section) {
        return new DepartmentPart(
                section.departmentName(),
                section.statusLabel(),
                section.byHand(),
                section.officers().stream()
                        .map(o -> new Certified(
                                o.name(),
                                o.certificateNo(),
                                o.certificateValidTo() == null ? null : Portal.day(o.certificateValidTo()),
                                o.certificateNo() != null
                                        && o.certificateValidTo() != null
                                        && !o.certificateValidTo().isBefore(portal.today())))
                        .toList(),
                section.assistants(),
                section.items().stream()
                        .map(i -> new ItemLine(i.name(), i.legalBasis(), i.method(), i.checkPoints()))
                        .toList());
    }

    private static void hide(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    }

    /** Codes are printed in groups and typed by hand. */
    private static String folded(String code) {
        return code.replace("-", "").toUpperCase(Locale.ROOT);
    }
}
