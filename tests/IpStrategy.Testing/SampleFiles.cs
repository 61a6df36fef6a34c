using System.IO.Compression;
using System.Text;

namespace IpStrategy.Testing;

/// <summary>Small files of every kind that the program takes, and hostile ones, made anew each time.</summary>
public static class SampleFiles
{
    public static byte[] Pdf(string text = "evidence") => Encoding.UTF8.GetBytes($"%PDF-1.7\n% {text}\n%%EOF\n");

    public static byte[] Png { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46];

    public static byte[] Docx(params (string Name, string Text)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), .. more]);

    public static byte[] Xlsx => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"));

    public static byte[] Pptx => Zip(("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>"));

    public static byte[] Ofd => Zip(("OFD.xml", "<ofd/>"), ("Doc_0/Document.xml", "<d/>"));

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return made.ToArray();
    }

    /// <summary>Some kilobytes that unfold into so many megabytes of nothing.</summary>
    public static byte[] Bomb(int megabytes)
    {
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.txt", CompressionLevel.SmallestSize).Open();
            var nothing = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++)
            {
                entry.Write(nothing);
            }
        }
        return made.ToArray();
    }

    /// <summary>A compound file as far as anybody looks into it: the header, then entries of the directory.</summary>
    public static byte[] Compound(params string[] entries)
    {
        const int header = 512;
        var file = new byte[header + (128 * (entries.Length + 1))];
        byte[] mark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        mark.CopyTo(file, 0);
        Put(file, header, "Root Entry", 5);
        for (var i = 0; i < entries.Length; i++)
        {
            Put(file, header + (128 * (i + 1)), entries[i], 2);
        }
        return file;
    }

    private static void Put(byte[] file, int at, string name, byte kind)
    {
        var length = Encoding.Unicode.GetBytes(name, file.AsSpan(at)) + 2;
        (file[at + 64], file[at + 66]) = ((byte)length, kind);
    }
}
