using IpStrategy.Application.Jobs;
using IpStrategy.Persistence;

namespace IpStrategy.Application.Attachments;

/// <summary>
/// Contents of attachments, in the data folder under their hashes: the same content once. A content lies there before its row is
/// committed; what a crash leaves without a row, <see cref="KeepFiles"/> takes away.
/// </summary>
internal sealed class FileStore(PersistenceSettings settings, Wake wake)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = Path.Combine(settings.DataFolder, "files");

    private string Incoming => Path.Combine(_folder, "incoming");
    private string Quarantine => Path.Combine(_folder, "quarantine");

    /// <summary>A new file on the same volume, so that it can be moved to its place in one step.</summary>
    public FileStream CreateIncoming()
    {
        Directory.CreateDirectory(Incoming);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }
        return new FileStream(Path.Combine(Incoming, Path.GetRandomFileName()), options);
    }

    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <summary>Moves it to its place, unless the same content lies there already. Call it with the name of the hash locked.</summary>
    public void Place(IncomingFile file)
    {
        var place = PathOf(file.Content.Hash);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (!File.Exists(place) || new FileInfo(place).Length != file.Content.Size)
        {
            File.Move(file.Path, place, overwrite: true);
        }
        // Young again: it is about to be used.
        File.SetLastWriteTimeUtc(place, wake.RealNow.UtcDateTime);
    }

    /// <summary>Null where it is not there.</summary>
    public FileStream? Open(string hash)
    {
        try
        {
            return new FileStream(
                PathOf(hash),
                new FileStreamOptions { Options = FileOptions.Asynchronous, Share = FileShare.Read | FileShare.Delete }
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Out of reach of everybody but the operator.</summary>
    public void Isolate(string hash)
    {
        if (Has(hash))
        {
            Directory.CreateDirectory(Quarantine);
            File.Move(PathOf(hash), Path.Combine(Quarantine, hash), overwrite: true);
        }
    }

    /// <summary>Hashes of contents that nobody has used since then.</summary>
    public IEnumerable<string> OlderThan(DateTimeOffset instant) =>
        Directory.Exists(_folder)
            ? Directory
                .EnumerateFiles(_folder, new string('?', 64), SearchOption.AllDirectories)
                .Where(f => Path.GetDirectoryName(f) != Quarantine && IsOlder(f, instant))
                .Select(f => Path.GetFileName(f))
            : [];

    public bool IsUnusedSince(string hash, DateTimeOffset instant) => Has(hash) && IsOlder(PathOf(hash), instant);

    public void Delete(string hash) => File.Delete(PathOf(hash));

    /// <summary>What was never received to its end; how many there were.</summary>
    public int DeleteIncoming(DateTimeOffset before)
    {
        if (!Directory.Exists(Incoming))
        {
            return 0;
        }
        var old = Directory.GetFiles(Incoming).Where(f => IsOlder(f, before)).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    private static bool IsOlder(string path, DateTimeOffset instant) =>
        File.GetLastWriteTimeUtc(path) < instant.UtcDateTime;

    // Two levels of folders: no folder gets so full that listing it takes long.
    private string PathOf(string hash) => Path.Combine(_folder, hash[..2], hash[2..4], hash);
}
