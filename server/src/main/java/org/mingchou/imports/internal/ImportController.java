package org.mingchou.imports.internal;

import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.mingchou.imports.Imports;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** One way in for the three directories. */
@RestController
@RequestMapping("/api/{directory:subjects|officers|items}")
class ImportController {

    record Decision(boolean acceptGoodRows) {}

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final ImportDesk desk;
    private final WorkbookWriter writer;

    ImportController(ImportDesk desk, WorkbookWriter writer) {
        this.desk = desk;
        this.writer = writer;
    }

    @RolesAllowed({Role.Names.REGISTRAR, Role.Names.SUPERVISOR})
    @GetMapping("/import-template")
    ResponseEntity<byte[]> template(@PathVariable String directory) throws IOException {
        var target = desk.target(directory);
        var out = new ByteArrayOutputStream();
        writer.template(target, out);
        return download(target.title() + "导入模板.xlsx", out.toByteArray());
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.CREATED)
    Imports.Report stage(@PathVariable String directory, @RequestParam("file") MultipartFile file, Actor actor)
            throws IOException {
        var name = file.getOriginalFilename();
        return desk.stage(actor, directory, tidy(name == null ? "" : name), file.getBytes());
    }

    @RolesAllowed({Role.Names.REGISTRAR, Role.Names.SUPERVISOR})
    @GetMapping("/imports/{id}")
    Imports.Report report(@PathVariable String directory, @PathVariable long id, Actor actor) {
        return desk.report(actor, directory, id);
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @GetMapping("/imports/{id}/report.xlsx")
    ResponseEntity<byte[]> workbook(@PathVariable String directory, @PathVariable long id, Actor actor)
            throws IOException {
        var batch = desk.require(actor, directory, id);
        if (batch.uploadedBy() != actor.accountId() && desk.target(directory).personal()) {
            throw Problem.notAllowed("import-of-someone-else", "出错报告含个人信息，只有上传人可以下载。请由上传人下载，或重新上传文件。");
        }
        var out = new ByteArrayOutputStream();
        writer.report(batch, desk.target(directory), out);
        return download("出错报告-" + batch.fileName(), out.toByteArray());
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/imports/{id}/commit")
    Imports.Report commit(
            @PathVariable String directory, @PathVariable long id, @RequestBody Decision decision, Actor actor) {
        return desk.commit(actor, directory, id, decision.acceptGoodRows());
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @DeleteMapping("/imports/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String directory, @PathVariable long id, Actor actor) {
        desk.cancel(actor, directory, id);
    }

    private static ResponseEntity<byte[]> download(String fileName, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    /** A name is shown and stored, never used as a path. */
    private static String tidy(String fileName) {
        var last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var folded = CellText.fold(last);
        return folded.isEmpty() ? "未命名.xlsx" : folded.substring(0, Math.min(folded.length(), 120));
    }
}
