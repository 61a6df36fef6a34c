using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Domain.Tests.Attachments;

/// <summary>Names from other machines.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("报告.pdf", "报告.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData(@"D:\桌面\方案.docx", "方案.docx")]
    [InlineData("a/b\\..\\c.pdf", "c.pdf")]
    [InlineData("re\u202Efdp.exe.pdf", "refdp.exe.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1\0.pdf", "aSet-Cookie_ x=1.pdf")]
    [InlineData("a\u200B\uFEFFb.pdf", "ab.pdf")]
    [InlineData("a<b>\"c\"|d?*.txt", "a_b__c__d__.txt")]
    [InlineData(" . 说明 . .txt", "说明.txt")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("com1.tar.zip", "_com1.tar.zip")]
    [InlineData("e\u0301.pdf", "\u00E9.pdf")]
    public void Is_cleaned(string raw, string cleaned) => Assert.Equal(cleaned, FileNames.Clean(raw));

    [Theory]
    [InlineData("")]
    [InlineData("报告")]
    [InlineData(".pdf")]
    [InlineData("报告.")]
    [InlineData("..")]
    [InlineData("a/")]
    [InlineData("\u202E\u200B.pdf")]
    [InlineData("a.longerthananyextension")]
    public void Is_refused_where_nothing_of_use_is_left(string raw) => Assert.Null(FileNames.Clean(raw));

    [Fact]
    public void A_long_name_keeps_its_extension_and_whole_characters()
    {
        var name = FileNames.Clean(new string('长', 114) + "𠮷" + new string('长', 50) + ".docx")!;
        Assert.EndsWith(".docx", name, StringComparison.Ordinal);
        Assert.True(name.Length <= FileNames.MostCharacters);
        Assert.DoesNotContain(name, char.IsSurrogate);
        Assert.Equal("docx", FileNames.ExtensionOf(name));
    }

    [Fact]
    public void Whatever_comes_in_the_name_that_is_kept_is_harmless_and_cleaning_it_again_changes_nothing()
    {
        var names =
            from stem in ArbMap.Default.GeneratorFor<string>()
            from path in Gen.Elements("", "../", "..\\", "\u202E", "CON", "a\0", "𠮷")
            select path + stem + ".pdf";
        Prop.ForAll(names.ToArbitrary(), raw => IsHarmless(FileNames.Clean(raw)))
            .Check(Config.QuickThrowOnFailure.WithReplay(71, 23).WithMaxTest(500));
    }

    private static bool IsHarmless(string? name) =>
        name is null
        || (
            name.Length <= FileNames.MostCharacters
            && !name.Any(c => char.IsControl(c) || c is '/' or '\\' or ':' or '\u202E')
            && name[0] is not ('.' or ' ')
            && FileNames.Clean(name) == name
        );
}
