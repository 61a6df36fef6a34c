using System.Collections.Concurrent;

namespace IpStrategy.Web.Tests;

/// <summary>
/// What the program's first start leaves in its data folder, made by the program itself once for each kind of installation: a test
/// that is not about the first start begins with a copy of it.
/// </summary>
internal static class FirstStart
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new(StringComparer.Ordinal);

    /// <param name="demoPassword">Null for an installation without accounts.</param>
    public static async Task CopyAsync(string? demoPassword, string folder)
    {
        var from = await Made.GetOrAdd(demoPassword ?? "", static p => new(() => MakeAsync(p))).Value;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<string> MakeAsync(string demoPassword)
    {
        var host = new Starting(demoPassword) { FromNothing = true };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(host.DataFolder, recursive: true);
        await host.InitializeAsync();
        await host.StopAsync();
        return host.DataFolder;
    }

    private sealed class Starting(string demoPassword) : RunningHost
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings =>
            demoPassword.Length > 0 ? [new("demo", "true"), new("demo-password", demoPassword)] : [];
    }
}
