package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.PARTY;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;
import static org.mingchou.shared.Role.Names.WITNESS;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The files of a draw. params.txt is for everybody; frame, rows and certificate are for the parties, the certificate of
 * a draw that is open to all for everybody as well.
 */
@RestController
class DrawFilesController {

    private final DrawStore store;
    private final DrawRecords draws;
    private final DrawAccess access;
    private final DrawnRows rows;
    private final DrawCertificate certificate;
    private final Sealing sealing;
    private final LapseDraws lapse;
    private final BlobStore blobs;

    DrawFilesController(
            DrawStore store,
            DrawRecords draws,
            DrawAccess access,
            DrawnRows rows,
            DrawCertificate certificate,
            Sealing sealing,
            LapseDraws lapse,
            BlobStore blobs) {
        this.sealing = sealing;
        this.lapse = lapse;
        this.store = store;
        this.draws = draws;
        this.access = access;
        this.rows = rows;
        this.certificate = certificate;
        this.blobs = blobs;
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/rows")
    Page<DrawnRows.View> rows(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Actor actor) {
        var found = rows.page(actor, id, kind, new Paging(page, size));
        sealing.note(actor, store.require(id, actor.regionCode()), Sealing.Reading.READ);
        return found;
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/frame.tsv")
    ResponseEntity<Resource> frame(@PathVariable long id, Actor actor) {
        var draw = store.require(id, actor.regionCode());
        access.requireInside(draw, actor);
        return file(draw.frame().frameDigest(), draw.drawNo() + "-frame.tsv", "text/tab-separated-values");
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/params.txt")
    ResponseEntity<Resource> params(@PathVariable long id, Actor actor) {
        return params(store.require(id, actor.regionCode()));
    }

    @PermitAll
    @GetMapping("/draws/{drawNo}/params.txt")
    ResponseEntity<Resource> publicParams(@PathVariable String drawNo) {
        return params(draws.findByDrawNo(drawNo).orElseThrow(() -> Problem.notFound("这次抽取")));
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/certificate.zip")
    ResponseEntity<Resource> certificate(@PathVariable long id, Actor actor) {
        var blob = certificate.write(actor, id);
        var draw = store.require(id, actor.regionCode());
        sealing.note(actor, draw, Sealing.Reading.DOWNLOADED);
        return file(blob.sha256(), draw.drawNo() + "-certificate.zip", "application/zip");
    }

    /** From the result on, of a draw that is open to all. */
    @PermitAll
    @GetMapping("/draws/{drawNo}/certificate.zip")
    ResponseEntity<Resource> publicCertificate(@PathVariable String drawNo) throws IOException {
        lapse.sweep();
        var draw = draws.findByDrawNo(drawNo).orElseThrow(() -> Problem.notFound("这次抽取"));
        var file = certificate.publish(draw);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .contentLength(Files.size(file))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(drawNo + "-certificate.zip"))
                .body(new InputStreamResource(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    private ResponseEntity<Resource> params(Draw draw) {
        var opening = draw.opening();
        if (opening == null) {
            throw Problem.conflict("not-opened-yet", "抽取尚未开启，参数文件还没有生成。");
        }
        return file(opening.paramsDigest(), draw.drawNo() + "-params.txt", "text/plain;charset=US-ASCII");
    }

    private ResponseEntity<Resource> file(String digest, String name, String mediaType) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .contentLength(blobs.describe(digest).size())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name))
                .body(new InputStreamResource(blobs.open(digest)));
    }
}
