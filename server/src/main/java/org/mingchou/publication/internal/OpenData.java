package org.mingchou.publication.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The same results for programs: one by one, page by page, or as a table. */
@PortalPage
class OpenData {

    record Item(String itemName, String resultCode, String resultText) {}

    record Result(
            long id,
            String outboundId,
            String regionCode,
            String planTitle,
            String departmentName,
            String objectName,
            @Nullable String creditCode,
            String inspectedOn,
            String publishedOn,
            String status,
            String statusLabel,
            int revision,
            @Nullable String resultCode,
            @Nullable String resultText,
            List<Item> items,
            String page) {}

    private static final String HEAD = "公示编号,抽查计划,检查机关,企业名称,统一社会信用代码,检查日期,公示日期,抽查结果,状态\r\n";

    private final PublicResults results;
    private final PublicationStore store;
    private final Portal portal;

    OpenData(PublicResults results, PublicationStore store, Portal portal) {
        this.results = results;
        this.store = store;
        this.portal = portal;
    }

    @GetMapping(value = "/results/{id:\\d+}.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Result one(@PathVariable long id) {
        return results.findOpen(id).map(this::result).orElseThrow(() -> Problem.notFound("公示结果"));
    }

    @GetMapping(value = "/results.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Page<Result> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "100") int size) {
        var found = results.page(portal.region(), planId, q, new Paging(page, size));
        return new Page<>(found.items().stream().map(this::result).toList(), found.total(), found.page(), found.size());
    }

    @GetMapping("/results.csv")
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Long planId) {
        // The byte order mark makes spreadsheet programs read the file as UTF-8.
        var out = new StringBuilder("\uFEFF").append(HEAD);
        for (int page = 1; ; page++) {
            var found = results.page(portal.region(), planId, q, new Paging(page, Paging.LARGEST));
            found.items().forEach(r -> row(out, r));
            if ((long) page * Paging.LARGEST >= found.total()) {
                break;
            }
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("抽查结果.csv", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Result result(PublicResults.Line line) {
        var withdrawn = "WITHDRAWN".equals(line.status());
        return new Result(
                line.id(),
                line.outboundId(),
                line.regionCode(),
                line.planTitle(),
                line.departmentName(),
                line.objectName(),
                line.creditCode(),
                line.inspectedOn().toString(),
                java.time.LocalDate.ofInstant(line.publishedAt(), org.mingchou.calendar.BusinessClock.ZONE)
                        .toString(),
                line.status(),
                line.statusLabel(),
                line.revision(),
                withdrawn ? null : line.resultCode(),
                withdrawn ? null : line.resultText(),
                withdrawn
                        ? List.of()
                        : store.items(line.id(), line.revision()).stream()
                                .map(i -> new Item(i.itemName(), i.resultCode(), i.resultText()))
                                .toList(),
                "/results/" + line.id());
    }

    private static void row(StringBuilder out, PublicResults.Line r) {
        var cells = List.of(
                r.outboundId(),
                r.planTitle(),
                r.departmentName(),
                r.objectName(),
                r.creditCode() == null ? "" : r.creditCode(),
                r.inspectedOn().toString(),
                java.time.LocalDate.ofInstant(r.publishedAt(), org.mingchou.calendar.BusinessClock.ZONE)
                        .toString(),
                r.shownResult(),
                r.statusLabel());
        out.append(String.join(",", cells.stream().map(OpenData::cell).toList()))
                .append("\r\n");
    }

    /** A cell that a spreadsheet would run as a formula gets an apostrophe. */
    static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
