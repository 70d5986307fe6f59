package org.mingchou.publication.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.org.Departments;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 首页, 计划, 事项清单. */
@PortalPage
class PortalPages {

    record ItemLine(
            String code,
            String name,
            String itemClass,
            @Nullable String legalBasis) {}

    record ItemGroup(String name, List<ItemLine> items) {}

    private final Portal portal;
    private final PublicResults results;
    private final Items items;
    private final Departments departments;

    PortalPages(Portal portal, PublicResults results, Items items, Departments departments) {
        this.portal = portal;
        this.results = results;
        this.items = items;
        this.departments = departments;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute(
                "plans", portal.plans().stream().filter(p -> !p.over()).limit(5).toList());
        model.addAttribute("draws", portal.draws().stream().limit(3).toList());
        model.addAttribute(
                "results",
                results.page(portal.region(), null, "", new Paging(1, 10)).items());
        return "portal/home";
    }

    @GetMapping("/plans")
    String plans(Model model) {
        model.addAttribute("plans", portal.plans());
        return "portal/plans";
    }

    @GetMapping("/plans/{id:\\d+}")
    String plan(@PathVariable long id, Model model) {
        model.addAttribute("p", portal.plan(id).orElseThrow(() -> Problem.notFound("抽查计划")));
        model.addAttribute(
                "draws", portal.draws().stream().filter(d -> d.planId() == id).toList());
        model.addAttribute("published", results.countOfPlan(id));
        return "portal/plan";
    }

    @GetMapping("/items")
    String items(Model model) {
        var inRegion = departments.inRegion(portal.region());
        var all =
                items.inForce(inRegion.stream().map(Departments.Department::id).toList(), portal.today());
        model.addAttribute(
                "departments",
                inRegion.stream()
                        .map(d -> new ItemGroup(
                                d.name(),
                                all.stream()
                                        .filter(i -> i.departmentId() == d.id())
                                        .map(PortalPages::line)
                                        .toList()))
                        .filter(g -> !g.items().isEmpty())
                        .toList());
        return "portal/items";
    }

    private static ItemLine line(ItemSnapshot item) {
        return new ItemLine(
                item.code(),
                item.name(),
                "KEY".equals(item.itemClass()) ? "重点检查事项" : "一般检查事项",
                item.legalBasis() == null ? "依据待补充" : item.legalBasis());
    }
}
