package org.mingchou.statistics.internal;

import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/plans/{id}")
class AnnexController {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType DOCX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    private static final DateTimeFormatter COUNTED =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(BusinessClock.ZONE);

    private final CountAnnex count;
    private final PlanProgress progress;

    AnnexController(CountAnnex count, PlanProgress progress) {
        this.count = count;
        this.progress = progress;
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/annex")
    Annex annex(@PathVariable long id, Actor actor) {
        return count.annex(id, actor.regionCode());
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/annex/{figure}/rows")
    CountAnnex.Rows rows(
            @PathVariable long id,
            @PathVariable String figure,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return count.rows(id, actor.regionCode(), Figure.of(figure), new Paging(page, size));
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/annex.xlsx")
    ResponseEntity<byte[]> workbook(@PathVariable long id, Actor actor) throws IOException {
        var annex = count.annex(id, actor.regionCode());
        var bytes = AnnexWorkbook.write(annex, counted(annex), figure -> count.all(id, actor.regionCode(), figure));
        return file(annex.title() + ".xlsx", XLSX, bytes);
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/annex.docx")
    ResponseEntity<byte[]> document(@PathVariable long id, Actor actor) throws IOException {
        var annex = count.annex(id, actor.regionCode());
        return file(annex.title() + ".docx", DOCX, AnnexDocument.write(annex, counted(annex)));
    }

    @RolesAllowed({
        Role.Names.PLANNER,
        Role.Names.APPROVER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.REVIEWER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/progress")
    PlanProgress.Progress progress(@PathVariable long id, Actor actor) {
        return progress.progress(id, actor.regionCode());
    }

    private static String counted(Annex annex) {
        return "统计时间：" + COUNTED.format(annex.countedAt()) + "。各数由系统按计划实时统计，可逐户、逐项核对。";
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }
}
