package org.mingchou.publication.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.Draws;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.OwnProof;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 核对证明: door proofs and own-row proofs held against what the log and the opening of the draw say. */
@PortalPage
class CheckPages {

    /** @param lines what was found, in words for people */
    record Found(boolean holds, String drawNo, List<String> lines) {}

    private final Draws draws;

    CheckPages(Draws draws) {
        this.draws = draws;
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

    private Found found(String given) {
        OwnProof proof;
        try {
            // Forms send CRLF and people lose the last line end.
            var text = given.strip().replace("\r\n", "\n") + "\n";
            proof = OwnProof.parse("证明", text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedInput e) {
            return no("", "这段文字不是完整的证明：第 " + e.line() + " 行不合格式。请整段复制，以 spec= 开头。");
        }
        var draw = draws.publicDraw(proof.draw()).orElse(null);
        if (draw == null) {
            return no(proof.draw(), "本站没有编号为 " + proof.draw() + " 的抽取。");
        }
        var bound = bound(proof, draw.resultDigest(), draw.frameSalted());
        if (bound == null || !bound.equals(proof.root())) {
            return no(proof.draw(), "证明上的根与本站公开日志、开场文件所记的不同。");
        }
        if (!proof.holds()) {
            return no(proof.draw(), "这一行不在具有这个根的" + (proof.ofFrame() ? "封存名单" : "抽取结果") + "里，内容可能被改动。");
        }
        var what = proof.ofFrame()
                ? "代码 " + proof.objectId() + " 的这一行确在封存名单里，根与开场文件所记一致。"
                : "代码 " + proof.objectId() + " 确在抽取当时封存的结果里（"
                        + (proof.line().endsWith("DRAWN") ? "抽中" : "候补；候补企业只在递补后接受检查") + "），根与公开日志所记一致。";
        return new Found(true, proof.draw(), List.of(what));
    }

    private static @Nullable String bound(OwnProof proof, @Nullable String result, @Nullable String salted) {
        return proof.ofFrame() ? salted : result;
    }

    private static Found no(String drawNo, String why) {
        return new Found(false, drawNo, List.of(why));
    }
}
