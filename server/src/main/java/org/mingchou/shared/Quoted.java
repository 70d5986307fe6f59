package org.mingchou.shared;

/** Text in Chinese quotation marks. */
public final class Quoted {

    private static final String FLAT = "“”‘’";
    private static final String NESTED = "‘’“”";

    private Quoted() {}

    /** Between double marks; those that it has itself change from double to single and back, as they nest. */
    @Clause("GB/T 15834—2011 4.8：引号中还需要使用引号时，外面一层用双引号，里面一层用单引号")
    public static String in(String text) {
        var inner = new StringBuilder(text.length() + 2).append('“');
        for (int i = 0; i < text.length(); i++) {
            int mark = FLAT.indexOf(text.charAt(i));
            inner.append(mark < 0 ? text.charAt(i) : NESTED.charAt(mark));
        }
        return inner.append('”').toString();
    }
}
