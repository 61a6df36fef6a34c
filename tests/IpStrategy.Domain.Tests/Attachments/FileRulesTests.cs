using System.Collections.Immutable;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Domain.Tests.Attachments;

/// <summary>Which files are taken, and how much of a zip file is believed.</summary>
public sealed class FileRulesTests
{
    private static readonly ImmutableArray<string> Taken = ["pdf", "docx", "exe"];
    private static readonly ArchiveLimits Limits = new(3, 10_000_000, 100);

    [Fact]
    public void A_kind_nobody_can_recognise_is_not_taken_whatever_the_setting_says()
    {
        Assert.Equal("pdf", FileRules.KindOf("a.PDF", Taken).Value.Extension);
        Assert.IsType<FileTypeIsNotTaken>(FileRules.KindOf("a.exe", Taken).Refusal);
        Assert.IsType<FileTypeIsNotTaken>(FileRules.KindOf("a.zip", Taken).Refusal);
    }

    [Theory]
    [InlineData("pdf", FileShape.Pdf, true)]
    [InlineData("pdf", FileShape.PlainText, false)]
    [InlineData("docx", FileShape.Document, true)]
    [InlineData("docx", FileShape.Archive, false)]
    [InlineData("xlsx", FileShape.Document, false)]
    [InlineData("zip", FileShape.Document, false)]
    [InlineData("wps", FileShape.OldDocument, true)]
    [InlineData("doc", FileShape.OldWorkbook, false)]
    [InlineData("jpg", FileShape.Png, false)]
    [InlineData("csv", FileShape.PlainText, true)]
    [InlineData("txt", null, false)]
    public void The_content_decides_and_the_name_must_fit(string extension, FileShape? shape, bool fits)
    {
        var refusal = FileRules.Check("a", FileKinds.Find(extension)!, new ContentFacts(shape));
        Assert.Equal(fits, refusal is null);
        Assert.True(fits || refusal is FileContentIsAnother);
    }

    [Fact]
    public void What_acts_by_itself_or_hides_is_refused_even_where_the_content_fits()
    {
        var docx = FileKinds.Find("docx")!;
        var fits = new ContentFacts(FileShape.Document);
        Assert.IsType<FileHasMacros>(FileRules.Check("a", docx, fits with { HasMacros = true }));
        Assert.IsType<FileIsEncrypted>(FileRules.Check("a", docx, fits with { IsEncrypted = true }));
        Assert.IsType<ArchiveIsNotTaken>(FileRules.Check("a", docx, fits with { Fault = ArchiveFault.Broken }));
    }

    [Fact]
    public void Size_number_and_sum_have_their_limits()
    {
        var limits = new AttachmentLimits(100, 2, 150);
        Assert.Null(FileRules.Check(100, [], limits));
        Assert.IsType<FileIsTooLarge>(FileRules.Check(101, [], limits));
        Assert.Null(FileRules.Check(50, [100], limits));
        Assert.IsType<AttachmentsAreTooLarge>(FileRules.Check(51, [100], limits));
        Assert.IsType<TooManyAttachments>(FileRules.Check(1, [1, 1], limits));
    }

    [Theory]
    [InlineData("a.txt", 10, 100, null)]
    [InlineData("a.txt", 10, 1_048_576, null)]
    [InlineData("a.txt", 10, 1_048_577, ArchiveFault.UnfoldsTooFar)]
    [InlineData("a.txt", 900, 10_000_001, ArchiveFault.UnfoldsTooFar)]
    [InlineData("a.txt", 1001, 10, ArchiveFault.Broken)]
    [InlineData("a.txt", 10, -1, ArchiveFault.Broken)]
    [InlineData("../a.txt", 10, 100, ArchiveFault.LeadsOutside)]
    [InlineData("a/..\\b.txt", 10, 100, ArchiveFault.LeadsOutside)]
    [InlineData("/etc/a", 10, 100, ArchiveFault.LeadsOutside)]
    [InlineData("C:/a", 10, 100, ArchiveFault.LeadsOutside)]
    [InlineData("a..b/c..txt", 10, 100, null)]
    public void An_archive_unfolds_within_bounds(string name, long packed, long size, ArchiveFault? fault) =>
        Assert.Equal(fault, Limits.Check([Entry(name, packed, size)], 1000));

    [Fact]
    public void Entries_that_lie_over_one_another_and_too_many_are_refused()
    {
        Assert.Equal(ArchiveFault.Broken, Limits.Check([Entry("a", 600, 700), Entry("b", 600, 700)], 1000));
        var four = Enumerable.Range(0, 4).Select(i => Entry($"{i}", 1, 1)).ToImmutableArray();
        Assert.Equal(ArchiveFault.TooManyEntries, Limits.Check(four, 1000));
        Assert.Null(Limits.Check(four[..3], 1000));
    }

    [Fact]
    public void Macros_are_found_by_part_and_by_declaration()
    {
        Assert.True(ArchiveShapes.HasMacros([Entry("word/VBAProject.bin", 1, 1)]));
        Assert.True(ArchiveShapes.HasMacros([Entry("xl/macrosheets/sheet1.xml", 1, 1)]));
        Assert.False(ArchiveShapes.HasMacros([Entry("word/document.xml", 1, 1)]));
        Assert.True(ArchiveShapes.DeclaresMacros("application/vnd.ms-office.vbaProject"));
        Assert.True(ArchiveShapes.DeclaresMacros("application/vnd.ms-word.document.macroEnabled.main+xml"));
        Assert.False(ArchiveShapes.DeclaresMacros("wordprocessingml.document.main+xml"));
    }

    private static ArchiveEntry Entry(string name, long packed, long size) => new(name, packed, size, 8, false, 0);
}
