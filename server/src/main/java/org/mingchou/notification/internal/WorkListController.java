package org.mingchou.notification.internal;

import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What waits for me, the most pressing first. */
@RestController
class WorkListController {

    private static final Comparator<WorkItem> PRESSING_FIRST = Comparator.comparing(
                    (WorkItem item) -> item.dueOn() == null ? LocalDate.MAX : item.dueOn())
            .thenComparing(WorkItem::kind);

    private final List<WorkItemSource> sources;
    private final StoredInbox inbox;

    WorkListController(List<WorkItemSource> sources, StoredInbox inbox) {
        this.sources = sources;
        this.inbox = inbox;
    }

    @PermitAll
    @GetMapping("/api/worklist")
    List<WorkItem> workList(Actor actor) {
        return sources.stream()
                .flatMap(source -> source.itemsFor(actor).stream())
                .sorted(PRESSING_FIRST)
                .toList();
    }

    @PermitAll
    @GetMapping("/api/inbox")
    List<StoredInbox.Message> messages(Actor actor) {
        return inbox.newest(actor);
    }

    @PermitAll
    @PostMapping("/api/inbox/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void read(@PathVariable long id, Actor actor) {
        inbox.markRead(id, actor);
    }
}
