package org.mingchou.publication.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.Draws;
import org.mingchou.sampler.DoorAddress;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.OwnProof;
import org.mingchou.shared.Problem;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * 核对证明: door proofs and own-row proofs held against what the log and the opening of the draw say. With a script the
 * proof stays in the browser, which reads it from the fragment of the address and asks for the roots alone; the form is
 * for browsers without.
 */
@PortalPage
class CheckPages {

    /**
     * @param holds true or false
     * @param substitute it holds, and the object is on the reserve
     * @param lines what was found, in words for people
     */
    record Found(boolean holds, boolean substitute, String drawNo, List<String> lines) {}

    /**
     * What the proofs of a draw lead to.
     *
     * @param result 64 hex, what the log holds as RESULT; null while there is none
     * @param frameSalted 64 hex, of the opening; null without
     */
    record Roots(
            String draw, @Nullable String result, @Nullable String frameSalted) {}

    private static final Pattern CORE = Pattern.compile("<script id=\"core\">(.*?)</script>", Pattern.DOTALL);

    private final Draws draws;
    private final byte[] core;

    CheckPages(Draws draws) {
        this.draws = draws;
        var found = CORE.matcher(new String(bytes("verify.html"), StandardCharsets.UTF_8));
        if (!found.find()) {
            throw new IllegalStateException("verify.html has no script core");
        }
        this.core = found.group(1).getBytes(StandardCharsets.UTF_8);
    }

    @GetMapping("/check")
    String form(Model model) {
        model.addAttribute("proof", "");
        model.addAttribute("found", null);
        return "portal/check";
    }

    /** No token: nothing is kept and nothing changes. */
    @PostMapping("/check")
    String check(@RequestParam(defaultValue = "") String proof, Model model) {
        model.addAttribute("proof", proof);
        model.addAttribute("found", found(proof));
        return "portal/check";
    }

    @GetMapping(
            value = "/draws/{drawNo:[A-Za-z0-9_-][A-Za-z0-9._-]*}/roots.json",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Roots roots(@PathVariable String drawNo) {
        var draw = draws.publicDraw(drawNo).orElseThrow(() -> Problem.notFound("抽取"));
        return new Roots(draw.drawNo(), draw.resultDigest(), draw.frameSalted());
    }

    /** The reckoning part of the offline page, so that both say the same. */
    @GetMapping("/portal/ssj.js")
    ResponseEntity<byte[]> core() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(core);
    }

    /** To be saved: opened from the disk they need nobody. */
    @GetMapping("/{file:verify\\.html|verify\\.py|secret\\.html|draw\\.md}")
    ResponseEntity<byte[]> offline(@PathVariable String file) {
        var type = file.endsWith(".html") ? "text/html;charset=UTF-8" : "text/plain;charset=UTF-8";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(bytes(file));
    }

    private static byte[] bytes(String file) {
        try (var in = new ClassPathResource("verifier/" + file).getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found found(String given) {
        OwnProof proof;
        try {
            // Forms send CRLF and people lose the last line end.
            var text = given.strip().replace("\r\n", "\n") + "\n";
            if (DoorAddress.is(given.strip())) {
                text = DoorAddress.text("证明", given.strip());
            }
            proof = OwnProof.parse("证明", text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedInput e) {
            return no("", "这段文字不是完整的证明，或者改动过。请重新扫码；粘贴的要整段复制，以 spec= 开头，或是扫出的整个网址。");
        }
        var draw = draws.publicDraw(proof.draw()).orElse(null);
        if (draw == null) {
            return no(proof.draw(), "本站没有编号为 " + proof.draw() + " 的抽取。");
        }
        var bound = bound(proof, draw.resultDigest(), draw.frameSalted());
        if (bound == null || !bound.equals(proof.root())) {
            return no(proof.draw(), "证明上的根与本站公开日志、开启文件所记的不同。");
        }
        if (!proof.holds()) {
            return no(proof.draw(), "这一行不在具有这个根的" + (proof.ofFrame() ? "冻结名单" : "抽取结果") + "里，内容可能被改动。");
        }
        if (proof.ofFrame()) {
            return new Found(true, false, proof.draw(), List.of("代码 " + proof.objectId() + " 的这一行确在冻结名单里，根与开启文件所记一致。"));
        }
        var drawn = proof.line().endsWith("DRAWN");
        return new Found(
                true,
                !drawn,
                proof.draw(),
                List.of(
                        "代码 " + proof.objectId() + (drawn ? " 确实被抽中" : " 在抽取当时列为候补，只在递补以后才接受检查")
                                + "：这一行在抽取当时登记的结果里，根与公开日志所记一致。",
                        "请核对代码是不是本单位的，并查看来人的执法证件，至少两人。"));
    }

    private static @Nullable String bound(OwnProof proof, @Nullable String result, @Nullable String salted) {
        return proof.ofFrame() ? salted : result;
    }

    private static Found no(String drawNo, String why) {
        return new Found(false, false, drawNo, List.of(why));
    }
}
