using System.Collections.Immutable;
using System.IO.Compression;
using IpStrategy.Application.Sheets;

namespace IpStrategy.Application.Tests.Sheets;

/// <summary>Workbooks that are none: refused with a name, never an exception, and never more memory than they are worth.</summary>
public sealed class HostileSheetTests
{
    private const int Mutations = 400;
    private static readonly ImmutableArray<ImmutableArray<string>> Columns =
    [
        ["用户名"],
        ["姓名"],
    ];

    private static readonly Sheet Small = new(
        "账号",
        ["用户名", "姓名"],
        [new SheetLine(2, ["a.b", "=1+1"]), new SheetLine(3, ["c.d", "李四"])]
    );

    [Fact]
    public void A_damaged_workbook_is_refused_or_read_and_nothing_else()
    {
        var random = new Random(7);
        var good = SheetWriter.Write(Small, SheetFormat.Xlsx);
        for (var i = 0; i < Mutations; i++)
        {
            var bad = good.ToArray();
            for (var hits = random.Next(1, 6); hits > 0; hits--)
            {
                bad[random.Next(4, bad.Length)] = (byte)random.Next(256);
            }
            var thrown = Xunit.Record.Exception(() => SheetReader.Read(bad, Columns, 2));
            Assert.True(thrown is null, $"mutation {i}: {thrown}");
        }
    }

    [Fact]
    public void Sizes_that_no_sum_holds_are_too_large()
    {
        // Two entries that state 2^62 bytes and more each, in their extra fields (APPNOTE.TXT §4.5.3).
        var zip = Zip(("a", "x"), ("b", "x"));
        Assert.True(SheetReader.Read(Enlarged(zip), Columns, 2).IsRefused);
    }

    [Fact]
    public void What_stands_a_thousand_columns_to_the_right_is_no_table_of_ours()
    {
        var head =
            """<c r="XEZ1" t="inlineStr"><is><t>用户名</t></is></c><c r="XFA1" t="inlineStr"><is><t>姓名</t></is></c>""";
        var file = Replaced($"""<sheetData><row r="1">{head}</row></sheetData>""");

        Assert.IsType<SheetHasNoHeadings>(SheetReader.Read(file, Columns, 2).Refusal);
    }

    [Fact]
    public void Entities_of_other_files_are_not_fetched()
    {
        var file = Replaced("<sheetData/>", """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>""");

        Assert.IsType<SheetIsNotReadable>(SheetReader.Read(file, Columns, 2).Refusal);
    }

    private static byte[] Zip(params (string Name, string Text)[] entries) =>
        IpStrategy.Testing.SampleFiles.Zip(entries);

    /// <summary>The small workbook with another table in it.</summary>
    private static byte[] Replaced(string sheetData, string before = "")
    {
        using var made = new MemoryStream();
        made.Write(SheetWriter.Write(Small, SheetFormat.Xlsx));
        using (var zip = new ZipArchive(made, ZipArchiveMode.Update, leaveOpen: true))
        {
            var name = zip
                .Entries.Single(e =>
                    e.FullName.Contains("sheet", StringComparison.Ordinal)
                    && e.FullName.EndsWith(".xml", StringComparison.Ordinal)
                    && !e.FullName.Contains("rels", StringComparison.Ordinal)
                )
                .FullName;
            zip.GetEntry(name)!.Delete();
            using var text = new StreamWriter(zip.CreateEntry(name).Open());
            text.Write(
                $"""<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheetData}</worksheet>"""
            );
        }
        return made.ToArray();
    }

    private static byte[] Enlarged(byte[] zip)
    {
        var end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var start = BitConverter.ToInt32(zip, end + 16);
        var directory = new List<byte>();
        for (var at = start; at < end; )
        {
            var length = 46 + BitConverter.ToUInt16(zip, at + 28);
            var entry = zip[at..(at + length)].ToList();
            byte[] extra = [1, 0, 8, 0, .. BitConverter.GetBytes(long.MaxValue / 2 + 10)];
            entry.RemoveRange(24, 4);
            entry.InsertRange(24, BitConverter.GetBytes(uint.MaxValue));
            entry.RemoveRange(30, 2);
            entry.InsertRange(30, BitConverter.GetBytes((ushort)extra.Length));
            directory.AddRange([.. entry, .. extra]);
            at += length + BitConverter.ToUInt16(zip, at + 30);
        }
        byte[] tail = zip[end..];
        BitConverter.TryWriteBytes(tail.AsSpan(12), directory.Count);
        return [.. zip[..start], .. directory, .. tail];
    }
}
