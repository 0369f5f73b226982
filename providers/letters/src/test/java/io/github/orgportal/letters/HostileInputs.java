package io.github.orgportal.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A hundred texts that somebody might type to break a document, or without meaning any harm. */
final class HostileInputs {
    private HostileInputs() {}

    static List<String> all() {
        List<String> inputs = new ArrayList<>(List.of(
                "<script>alert(1)</script>",
                "</p></div><h1>x</h1>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>&b;",
                "&amp;",
                "&#0;",
                "&undefined;",
                "]]>",
                "<![CDATA[x",
                "${7*7}",
                "${portalBrandContact}",
                "<#assign x=1>",
                "<#include \"/etc/hostname\">",
                "<@layout/>",
                "#{7}",
                "{0}",
                "{",
                "'",
                "''{0}''",
                "%s%n",
                "\" onload=\"x",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<img src=\"http://127.0.0.1/x\"/>",
                "file:///etc/hostname",
                "url(file:///etc/hostname)",
                "}</style><style>*{display:none}",
                "/* */ p{}",
                "\\",
                "\\u0000",
                "\u0000",
                "\u0001\u0002\u0008\u000b\u000c\u001f\u007f\u009f",
                "a\nb\r\nc\td",
                "\u2028\u2029",
                "\u202eelpmaxe\u202c",
                "\u2066a\u2069",
                "\u200b\u200c\u200d\ufeff",
                "\ud800",
                "\udc00\ud800",
                "\ufffe\uffff",
                "\ue000",
                "😀👨‍👩‍👧",
                "名前",
                "שלום",
                "مرحبا",
                "Ελλάδα Київ",
                "Z̸͓͆a̵l̷g̶o̵",
                "e\u0301\u0301\u0301\u0301\u0301\u0301",
                "a".repeat(255),
                "W".repeat(255),
                "W W ".repeat(60),
                "",
                " ",
                "-".repeat(100),
                "​".repeat(255),
                "\u00ad".repeat(255),
                "Dr. Dr. h. c. mult. Maximiliane-Wilhelmine Freifrau von und zu Beispielhausen-Musterberg"));
        IntStream.range(0, 100 - inputs.size())
                .mapToObj(i -> new String(new int[] {'A', 0x20 + i * 677, 'Z', 0x10000 + i * 911, '<'}, 0, 5))
                .forEach(inputs::add);
        return inputs;
    }
}
