using System.Security.Cryptography;
using IpStrategy.Domain.Attachments;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Attachments;

/// <summary>A file that was received and looked through; deleted with this unless it was moved to its place.</summary>
internal sealed record IncomingFile(StoredContent Content, string Path) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}

/// <summary>Takes a file in: piece by piece to the disk, never whole into memory, counted and hashed on the way, then looked through.</summary>
internal sealed class FileIntake(FileStore store, FileSettings settings)
{
    private const int Piece = 81920;

    public async Task<Outcome<IncomingFile>> ReceiveAsync(string rawName, Stream content, CancellationToken cancel)
    {
        if (FileNames.Clean(rawName) is not { } name)
        {
            return new FileNameIsNotAllowed();
        }
        var kind = FileRules.KindOf(name, settings.Taken);
        if (kind.IsRefused)
        {
            return kind.Refusal!;
        }
        var file = store.CreateIncoming();
        var kept = false;
        try
        {
            var received = await ReceiveAsync(new Arrival(name, kind.Value, file), content, cancel);
            kept = !received.IsRefused;
            return received;
        }
        finally
        {
            await file.DisposeAsync();
            if (!kept)
            {
                File.Delete(file.Name);
            }
        }
    }

    private async Task<Outcome<IncomingFile>> ReceiveAsync(Arrival arrival, Stream content, CancellationToken cancel)
    {
        var (name, file) = (arrival.Name, arrival.File);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Piece];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0; )
        {
            if (file.Length + read > settings.MostBytes)
            {
                return new FileIsTooLarge(settings.MostBytes);
            }
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        if (file.Length == 0)
        {
            return new FileIsEmpty(name);
        }
        return await LookThroughAsync(arrival, Convert.ToHexStringLower(hash.GetHashAndReset()), cancel);
    }

    private async Task<Outcome<IncomingFile>> LookThroughAsync(Arrival arrival, string hash, CancellationToken cancel)
    {
        var (name, kind, file) = arrival;
        // On the disk before any row says so.
        file.Flush(flushToDisk: true);
        var facts = await ContentReading.ReadAsync(file, settings.ArchiveLimits, cancel);
        if (FileRules.Check(name, kind, facts) is { } refusal)
        {
            return refusal;
        }
        var stored = new StoredContent(name, kind.Extension, file.Length, hash);
        return new IncomingFile(stored, file.Name);
    }

    private sealed record Arrival(string Name, FileKind Kind, FileStream File);
}
