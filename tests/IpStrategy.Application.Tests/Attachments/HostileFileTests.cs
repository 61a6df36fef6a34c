using System.Text;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Testing;

namespace IpStrategy.Application.Tests.Attachments;

/// <summary>Contents that are what they say, and contents that are not, through the whole upload.</summary>
public sealed class HostileFileTests : IAsyncLifetime
{
    private Office _office = null!;

    public async ValueTask InitializeAsync()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var settings = new FileSettings
        {
            Extensions = new FileSettings().Extensions + ",ppt,et",
            ArchiveMostEntries = 50,
        };
        _office = await Office.OpenAsync(TestDatabase.Sqlite, files: settings);
        await _office.IssueAsync();
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Every_kind_is_known_by_its_content()
    {
        await TakesAsync("a.pdf", SampleFiles.Pdf());
        await TakesAsync("a.png", SampleFiles.Png);
        await TakesAsync("a.jpg", SampleFiles.Jpeg);
        await TakesAsync("a.docx", SampleFiles.Docx());
        await TakesAsync("a.xlsx", SampleFiles.Xlsx);
        await TakesAsync("a.pptx", SampleFiles.Pptx);
        await TakesAsync("a.ofd", SampleFiles.Ofd);
        await TakesAsync("a.zip", SampleFiles.Zip(("说明.txt", "文本"), ("图/一.txt", "")));
        await TakesAsync("a.doc", SampleFiles.Compound("WordDocument"));
        await TakesAsync("b.wps", SampleFiles.Compound("WordDocument", "1Table"));
        await TakesAsync("a.xls", SampleFiles.Compound("Workbook"));
        await TakesAsync("b.et", SampleFiles.Compound("Workbook", "x"));
        await TakesAsync("a.ppt", SampleFiles.Compound("PowerPoint Document"));
        await TakesAsync("a.txt", Encoding.UTF8.GetBytes("单位,数量\r\n市知识产权局,3\r\n"));
        await TakesAsync("b.csv", Encoding.GetEncoding("GB18030").GetBytes("单位,数量\r\n市知识产权局,4\r\n"));
        await TakesAsync("c.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("市知识产权局")]);
    }

    [Fact]
    public async Task Another_content_than_the_name_says_is_not_taken()
    {
        var html = Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>");
        await RefusesAsync<FileContentIsAnother>("a.pdf", html);
        await RefusesAsync<FileContentIsAnother>("a.pdf", [.. html, .. SampleFiles.Pdf()]);
        await RefusesAsync<FileContentIsAnother>("a.docx", SampleFiles.Zip(("a.txt", "x")));
        await RefusesAsync<FileContentIsAnother>("a.zip", SampleFiles.Docx());
        await RefusesAsync<FileContentIsAnother>("a.xls", SampleFiles.Compound("WordDocument"));
        await RefusesAsync<FileContentIsAnother>("a.doc", SampleFiles.Compound());
        await RefusesAsync<FileContentIsAnother>("a.txt", [.. "MZ"u8, 0, 0, 3, 0, 0xFF, 0xFF]);
        await RefusesAsync<FileContentIsAnother>("a.txt", SampleFiles.Pdf());
        await RefusesAsync<FileContentIsAnother>("a.txt", [0x41, 0x1B, 0x5B, 0x32, 0x4A]);
        await RefusesAsync<FileContentIsAnother>("a.txt", [0xFF, 0xFE, 0x00]);
        await RefusesAsync<FileTypeIsNotTaken>("a.exe", [.. "MZ"u8]);
        await RefusesAsync<FileTypeIsNotTaken>("a.docm", SampleFiles.Docx());
        await RefusesAsync<FileIsEmpty>("a.pdf", []);
        await RefusesAsync<FileNameIsNotAllowed>("../..", SampleFiles.Pdf());
    }

    [Fact]
    public async Task Macros_are_found_wherever_they_lie()
    {
        await RefusesAsync<FileHasMacros>("a.docx", SampleFiles.Docx(("word/vbaProject.bin", "x")));
        await RefusesAsync<FileHasMacros>("a.docx", SampleFiles.Docx(("elsewhere/VBAPROJECT.BIN", "x")));
        await RefusesAsync<FileHasMacros>("a.zip", SampleFiles.Zip(("in/vbaProject.bin", "x")));
        await RefusesAsync<FileHasMacros>("a.doc", SampleFiles.Compound("WordDocument", "_VBA_PROJECT"));
        var declared =
            """<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>""";
        await RefusesAsync<FileHasMacros>(
            "a.docx",
            SampleFiles.Zip(("[Content_Types].xml", declared), ("word/document.xml", "x"), ("word/x.bin", "x"))
        );
    }

    [Fact]
    public async Task Macros_are_found_however_they_are_declared()
    {
        const string type = "application/vnd.ms-word.document.macroEnabled.main+xml";
        var plain = $"""<Types><Override PartName="/word/document.xml" ContentType="{type}"/></Types>""";
        (string Name, string Text) document = ("word/document.xml", "x");

        await RefusesAsync<FileHasMacros>("a.docx", SampleFiles.Zip(("[content_types].XML", plain), document));
        var asNumbers = plain.Replace("macro", "m&#97;cr&#x6F;", StringComparison.Ordinal);
        await RefusesAsync<FileHasMacros>("a.docx", SampleFiles.Zip(("[Content_Types].xml", asNumbers), document));
        await RefusesAsync<FileHasMacros>("a.docx", InUtf16(plain));
        var external = """<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><Types>&a;</Types>""";
        await RefusesAsync<ArchiveIsNotTaken>("a.docx", SampleFiles.Zip(("[Content_Types].xml", external), document));
    }

    [Fact]
    public async Task What_says_what_the_parts_are_is_not_read_without_end()
    {
        var endless = "<Types>" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"<a{i}/>")) + "</Types>";
        var refusal = await RefusesAsync<ArchiveIsNotTaken>(
            "a.docx",
            SampleFiles.Zip(("[Content_Types].xml", endless), ("word/document.xml", "x"))
        );
        Assert.Equal(ArchiveFault.UnfoldsTooFar, refusal.Fault);
    }

    private static byte[] InUtf16(string types)
    {
        using var made = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(made, System.IO.Compression.ZipArchiveMode.Create, true))
        {
            using (var part = zip.CreateEntry("[Content_Types].xml").Open())
            {
                part.Write([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(types)]);
            }
            using var document = zip.CreateEntry("word/document.xml").Open();
            document.Write("x"u8);
        }
        return made.ToArray();
    }

    [Fact]
    public async Task An_archive_that_unfolds_too_far_or_lies_about_itself_is_not_taken()
    {
        await RefusesAsync<ArchiveIsNotTaken>("a.zip", SampleFiles.Bomb(400));
        await RefusesAsync<ArchiveIsNotTaken>("a.zip", SampleFiles.Bomb(20));
        await RefusesAsync<ArchiveIsNotTaken>("a.zip", SampleFiles.Zip(("../a.txt", "x")));
        var many = Enumerable.Range(0, 51).Select(i => ($"{i}.txt", "x")).ToArray();
        await RefusesAsync<ArchiveIsNotTaken>("a.zip", SampleFiles.Zip(many));
        await TakesAsync("many.zip", SampleFiles.Zip(many[..50]));
        await RefusesAsync<ArchiveIsNotTaken>("a.docx", SampleFiles.Docx()[..^30]);
        await RefusesAsync<ArchiveIsNotTaken>("a.zip", [.. SampleFiles.Zip(("a.txt", "x")), 0]);
    }

    [Fact]
    public async Task A_directory_that_states_less_than_there_is_is_found_out_by_unfolding()
    {
        var bomb = SampleFiles.Bomb(20);
        var directory = bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bomb.AsSpan(directory + 24), 1000);
        var refusal = await RefusesAsync<ArchiveIsNotTaken>("a.zip", bomb);
        Assert.Equal(ArchiveFault.Broken, refusal.Fault);
    }

    [Fact]
    public async Task A_file_behind_a_password_is_not_taken()
    {
        var zip = SampleFiles.Zip(("a.txt", "geheim"));
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        await RefusesAsync<FileIsEncrypted>("a.zip", zip);
        await RefusesAsync<FileIsEncrypted>("a.docx", SampleFiles.Compound("EncryptedPackage", "EncryptionInfo"));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var item = await _office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        await Assert.ThrowsAsync<IOException>(() =>
            _office.AskAsync<AttachFile, Workflow.Outcome<AttachmentView>>(u =>
                u.RunAsync(
                    Opaque.Read(item.Id)!.Value,
                    new NewAttachment("a.pdf", new BrokenOff(), Sensitivity.Ordinary),
                    _office.Person("zscqj.officer"),
                    default
                )
            )
        );
        Assert.Empty(_office.StoredFiles());
    }

    private async Task TakesAsync(string name, byte[] content)
    {
        var item = await _office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var taken = await _office.AttachAsync("zscqj.officer", item, name, content);
        Assert.True(taken.Refusal is null, $"{name}: {taken.Refusal}");
        Assert.Equal(content, await (await _office.FetchAsync("zscqj.officer", taken.Value)).BytesAsync());
    }

    private async Task<T> RefusesAsync<T>(string name, byte[] content)
    {
        var before = _office.StoredFiles();
        var item = await _office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var refusal = Assert.IsType<T>((await _office.AttachAsync("zscqj.officer", item, name, content)).Refusal);
        Assert.Equal(before, _office.StoredFiles());
        return refusal;
    }

    /// <summary>A sender that goes away after the first piece.</summary>
    private sealed class BrokenOff : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
            {
                throw new IOException("gone");
            }
            _begun = true;
            "%PDF-1.7"u8.CopyTo(buffer.Span);
            return ValueTask.FromResult(8);
        }
    }
}
