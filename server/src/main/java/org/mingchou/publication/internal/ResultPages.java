package org.mingchou.publication.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@PortalPage
class ResultPages {

    record ItemLine(String itemName, String resultText, String tone) {}

    record HistoryLine(String label, String at, @Nullable String reason) {}

    /** The page that replaces a withdrawn result must not repeat it. */
    private static final Map<String, String> ACTS = Map.of("PUBLISH", "公示", "CORRECT", "更正为", "WITHDRAW", "撤下");

    private final PublicResults results;
    private final PublicationStore store;
    private final Portal portal;

    ResultPages(PublicResults results, PublicationStore store, Portal portal) {
        this.results = results;
        this.store = store;
        this.portal = portal;
    }

    @GetMapping("/results")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var wanted = q.strip();
        var tooShort = wanted.codePointCount(0, wanted.length()) == 1;
        model.addAttribute("q", wanted);
        model.addAttribute("planId", planId);
        model.addAttribute("hint", tooShort ? "请至少输入两个字，或输入 18 位统一社会信用代码。" : null);
        model.addAttribute(
                "page",
                tooShort
                        ? new Page<PublicResults.Line>(List.of(), 0, 1, 20)
                        : results.page(portal.region(), planId, wanted, new Paging(page, 20)));
        return "portal/results";
    }

    @GetMapping("/results/{id:\\d+}")
    String one(@PathVariable long id, Model model) {
        var line = results.findOpen(id).orElseThrow(() -> Problem.notFound("公示结果"));
        var history = store.history(id);
        var withdrawn = "WITHDRAWN".equals(line.status());
        model.addAttribute("r", line);
        model.addAttribute("reason", history.get(0).reason());
        model.addAttribute(
                "items",
                withdrawn
                        ? List.of()
                        : store.items(id, line.revision()).stream()
                                .map(i ->
                                        new ItemLine(i.itemName(), i.resultText(), PublicResults.tone(i.resultCode())))
                                .toList());
        model.addAttribute(
                "history",
                history.stream()
                        .map(e -> new HistoryLine(
                                ACTS.getOrDefault(e.act(), e.act())
                                        + (withdrawn || "WITHDRAW".equals(e.act()) ? "" : " " + e.resultText()),
                                Portal.minute(e.at()),
                                e.reason()))
                        .toList());
        return "portal/result";
    }
}
