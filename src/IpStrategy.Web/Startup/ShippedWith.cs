using IpStrategy.Application;
using IpStrategy.Application.Processes;

namespace IpStrategy.Web.Startup;

/// <summary>The files that come with the program and lie beside it.</summary>
internal static class ShippedWith
{
    public static async Task<ShippedFiles> ReadAsync(CancellationToken cancel)
    {
        var processes = new List<NamedFile>();
        foreach (var file in Directory.GetFiles(PathOf("workflows"), "*.bpmn").Order(StringComparer.Ordinal))
        {
            processes.Add(new NamedFile(Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancel)));
        }
        return new ShippedFiles(
            await File.ReadAllTextAsync(PathOf("data/agencies/agencies-tianjin.json"), cancel),
            await File.ReadAllTextAsync(PathOf("data/holidays/holidays-china.csv"), cancel),
            [.. processes]
        );
    }

    public static Task<byte[]> ModelNoticeAsync(CancellationToken cancel) =>
        File.ReadAllBytesAsync(PathOf("data/notices/tianjin-ip-2010.txt"), cancel);

    private static string PathOf(string path) => Path.Combine(AppContext.BaseDirectory, path);
}
