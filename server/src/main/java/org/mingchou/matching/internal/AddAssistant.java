package org.mingchou.matching.internal;

import java.util.Map;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.matching.GroupChanged;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A specialist of the department helps officers who cannot do a professional item alone. He never counts as one. */
@Component
@Clause("实施方案 五（一）2")
class AddAssistant {

    private final GroupStore groups;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    AddAssistant(GroupStore groups, ApplicationEventPublisher events, AuditTrail audit) {
        this.groups = groups;
        this.events = events;
        this.audit = audit;
    }

    @Transactional
    public void add(long groupId, Group.Assistant assistant, Actor actor) {
        var group = groups.requireVisible(groupId, actor);
        actor.requireDepartment(group.departmentId(), "编组");
        var changed = group.assist(assistant);
        if (group.assistants().stream().anyMatch(a -> a.name().equals(assistant.name()))) {
            throw Problem.conflict("assistant-exists", assistant.name() + "已是这个编组的协助人员，不必重复添加。");
        }
        if (group.officers().stream().anyMatch(o -> o.name().equals(assistant.name()))) {
            throw Problem.conflict("assistant-is-officer", assistant.name() + "已是这个编组的执法人员，不能同时作协助人员。");
        }
        groups.update(changed);
        audit.record(actor, "add-assistant", "group/" + groupId, Map.of("specialty", assistant.specialty()));
        events.publishEvent(new GroupChanged(groupId, group.assignmentId()));
    }
}
