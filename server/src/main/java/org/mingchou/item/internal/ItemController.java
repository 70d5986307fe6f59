package org.mingchou.item.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.mingchou.subject.Subjects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ItemController {

    record Publication(@Nullable LocalDate effectiveFrom) {}

    record Count(long count) {}

    private final ItemReads reads;
    private final KeepItems keep;
    private final ItemStore store;
    private final Subjects subjects;
    private final BusinessClock clock;

    ItemController(ItemReads reads, KeepItems keep, ItemStore store, Subjects subjects, BusinessClock clock) {
        this.reads = reads;
        this.keep = keep;
        this.store = store;
        this.subjects = subjects;
        this.clock = clock;
    }

    @PermitAll
    @GetMapping("/api/items")
    Page<ItemReads.Row> list(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable Long departmentId,
            @RequestParam @Nullable ItemClass itemClass,
            @RequestParam VersionLife.@Nullable Status status,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return reads.list(actor, new ItemReads.Filter(q, departmentId, itemClass, status), new Paging(page, size));
    }

    @PermitAll
    @GetMapping("/api/items/{id:\\d+}")
    ItemReads.Detail detail(@PathVariable long id, Actor actor) {
        return reads.detail(actor, id);
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/api/items")
    @ResponseStatus(HttpStatus.CREATED)
    ItemReads.Detail create(@RequestBody KeepItems.Input input, Actor actor) {
        return reads.detail(actor, keep.create(actor, input));
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/api/items/{id:\\d+}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    ItemReads.Detail addVersion(@PathVariable long id, @RequestBody KeepItems.Input input, Actor actor) {
        keep.addVersion(actor, id, input);
        return reads.detail(actor, id);
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/api/items/{id:\\d+}/versions/{number:\\d+}/publish")
    ItemReads.Detail publish(
            @PathVariable long id,
            @PathVariable int number,
            @RequestBody(required = false) @Nullable Publication publication,
            Actor actor) {
        keep.publish(actor, id, number, publication == null ? null : publication.effectiveFrom());
        return reads.detail(actor, id);
    }

    /** By the version in force, or the newest one. */
    @RolesAllowed({Role.Names.REGISTRAR, Role.Names.PLANNER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/api/items/{id:\\d+}/applicable-count")
    Count applicableCount(@PathVariable long id, Actor actor) {
        var item = store.find(id, actor.regionCode()).orElseThrow(() -> Problem.notFound("这个抽查事项"));
        var versions = store.versions(item.id());
        var version = versions.stream()
                .filter(v -> v.inForce(clock.today()))
                .findFirst()
                .or(() -> versions.stream().findFirst())
                .orElseThrow(() -> Problem.notFound("这个版本"));
        Map<String, Long> byTier = subjects.countByTier(
                actor.regionCode(), version.content().applicability(), "HEBEI_CREDIT_RISK", clock.today());
        return new Count(byTier.values().stream().mapToLong(Long::longValue).sum());
    }
}
