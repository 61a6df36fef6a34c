namespace IpStrategy.Cli.Workflows;

/// <summary>Files named relative to another file. Nothing is fetched over a network: an address that is no path is no file.</summary>
internal sealed class NearbyFiles
{
    private readonly string _folder;

    private NearbyFiles(string folder) => _folder = folder;

    public static NearbyFiles Of(string file) => new(Path.GetDirectoryName(Path.GetFullPath(file))!);

    public ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(_folder, path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
