using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <summary>What a scanner says of one content.</summary>
public abstract record ScanVerdict
{
    public sealed record Clean : ScanVerdict;

    /// <param name="Finding">The scanner's name of it.</param>
    public sealed record Infected(string Finding) : ScanVerdict;

    /// <summary>It was there and could not tell; asked again later.</summary>
    public sealed record Undecided(string Answer) : ScanVerdict;
}

/// <summary>The scanner cannot be reached now.</summary>
public sealed class ScannerIsAwayException(Exception? inner) : Exception("The file scanner cannot be reached.", inner);

/// <summary>查毒: looks at what comes in.</summary>
public interface IFileScan
{
    Scanning Scanning { get; }

    /// <exception cref="ScannerIsAwayException">Nobody answered, or not in time.</exception>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancel);
}

/// <summary>Where no scanner is set.</summary>
internal sealed class NoScan : IFileScan
{
    public Scanning Scanning => Scanning.Off;

    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancel) =>
        throw new InvalidOperationException("There is no scanner.");
}

/// <summary>clamd over TCP, its command INSTREAM (clamd(8)): chunks with their lengths before them, a chunk of none at the end.</summary>
internal sealed class ClamdScan : IFileScan
{
    private const int Chunk = 65536;
    private const int LongestAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _host;
    private readonly int _port;

    /// <param name="address">Host and port, as <c>127.0.0.1:3310</c>.</param>
    public ClamdScan(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(address.AsSpan(colon + 1), out var port))
        {
            throw new FormatException($"Files:Scanner is no host and port: {address}");
        }
        (_host, _port) = (address[..colon], port);
    }

    public Scanning Scanning => Scanning.On;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return Read(await AskAsync(content, patience.Token));
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new ScannerIsAwayException(e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new ScannerIsAwayException(e);
        }
    }

    private async Task<string> AskAsync(Stream content, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host, _port, cancel);
        var wire = client.GetStream();
        await using var _ = wire;
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var buffer = new byte[4 + Chunk];
        int read;
        do
        {
            read = await content.ReadAsync(buffer.AsMemory(4), cancel);
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await wire.WriteAsync(buffer.AsMemory(0, 4 + read), cancel);
        } while (read > 0);
        return await AnswerAsync(wire, cancel);
    }

    private static async Task<string> AnswerAsync(NetworkStream wire, CancellationToken cancel)
    {
        var answer = new byte[LongestAnswer];
        var length = await wire.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    /// <summary><c>stream: OK</c> · <c>stream: NAME FOUND</c> · anything else.</summary>
    private static ScanVerdict Read(string answer)
    {
        const string found = " FOUND";
        var said = answer.StartsWith("stream: ", StringComparison.Ordinal) ? answer["stream: ".Length..] : answer;
        return said == "OK" ? new ScanVerdict.Clean()
            : said.EndsWith(found, StringComparison.Ordinal) ? new ScanVerdict.Infected(said[..^found.Length])
            : said.Length == 0 ? throw new ScannerIsAwayException(null)
            : new ScanVerdict.Undecided(said);
    }
}
