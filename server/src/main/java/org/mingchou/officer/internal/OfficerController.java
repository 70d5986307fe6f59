package org.mingchou.officer.internal;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OfficerController {

    record Detail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped OfficerReads.Row officer,
            List<OfficerReads.Certificate> certificates,
            List<Recusals.View> recusals,
            List<OfficerReads.History> history) {}

    record Withdrawal(@Nullable String reason) {}

    private final OfficerReads reads;
    private final KeepOfficers keep;
    private final Recusals recusals;

    OfficerController(OfficerReads reads, KeepOfficers keep, Recusals recusals) {
        this.reads = reads;
        this.keep = keep;
        this.recusals = recusals;
    }

    @RolesAllowed({
        Role.Names.REGISTRAR,
        Role.Names.PLANNER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/officers")
    Page<OfficerReads.Row> list(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable Long departmentId,
            @RequestParam @Nullable String qualification,
            @RequestParam OfficerReads.@Nullable Standing certificate,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        var wanted = qualification == null || qualification.isBlank() ? null : qualification;
        if (wanted != null && !reads.qualificationTypes().containsKey(wanted)) {
            throw Problem.fields(List.of(new Problem.FieldError("qualification", "没有专业资格 " + wanted + "，请从列表中选择")));
        }
        return reads.list(actor, new OfficerReads.Filter(q, departmentId, wanted, certificate), new Paging(page, size));
    }

    @RolesAllowed({
        Role.Names.REGISTRAR,
        Role.Names.PLANNER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/officers/{id:\\d+}")
    Detail detail(@PathVariable long id, Actor actor) {
        var row = reads.row(actor, id);
        return new Detail(
                row,
                reads.certificates(id),
                recusals.list(actor, new Recusals.Filter(null, id, null), new Paging(1, Paging.LARGEST))
                        .items(),
                reads.history(id));
    }

    @RolesAllowed({Role.Names.REGISTRAR, Role.Names.PLANNER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/api/officers/qualifications")
    List<OfficerReads.Qualification> qualifications() {
        return reads.qualificationTypes().entrySet().stream()
                .map(e -> new OfficerReads.Qualification(e.getKey(), e.getValue()))
                .toList();
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/api/officers")
    @ResponseStatus(HttpStatus.CREATED)
    Detail register(@RequestBody KeepOfficers.Input input, Actor actor) {
        return detail(keep.register(actor, input), actor);
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PutMapping("/api/officers/{id:\\d+}")
    Detail edit(@PathVariable long id, @RequestBody KeepOfficers.Input input, Actor actor) {
        keep.edit(actor, id, input);
        return detail(id, actor);
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/api/officers/{id:\\d+}/certificates")
    @ResponseStatus(HttpStatus.CREATED)
    Detail addCertificate(@PathVariable long id, @RequestBody KeepOfficers.CertificateInput input, Actor actor) {
        keep.addCertificate(actor, id, input);
        return detail(id, actor);
    }

    @RolesAllowed({
        Role.Names.OFFICER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.REGISTRAR,
        Role.Names.PLANNER,
        Role.Names.APPROVER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/recusals")
    Page<Recusals.View> recusals(
            @RequestParam @Nullable Long departmentId,
            @RequestParam @Nullable Long officerId,
            @RequestParam RecusalLife.@Nullable Status status,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return recusals.list(actor, new Recusals.Filter(departmentId, officerId, status), new Paging(page, size));
    }

    @RolesAllowed({Role.Names.OFFICER, Role.Names.DEPARTMENT_ADMIN})
    @PostMapping("/api/recusals")
    @ResponseStatus(HttpStatus.CREATED)
    Recusals.View declare(@RequestBody Recusals.Input input, Actor actor) {
        return recusals.declare(actor, input);
    }

    @RolesAllowed({Role.Names.OFFICER, Role.Names.DEPARTMENT_ADMIN})
    @PostMapping("/api/recusals/{id:\\d+}/withdraw")
    Recusals.View withdraw(@PathVariable long id, @RequestBody Withdrawal withdrawal, Actor actor) {
        return recusals.withdraw(actor, id, withdrawal.reason());
    }
}
