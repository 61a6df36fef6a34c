using IpStrategy.Workflow;
using Microsoft.Net.Http.Headers;

namespace IpStrategy.Web.Api;

/// <summary>A file that came as the body itself or as a part of a form.</summary>
internal static class Uploads
{
    public static async Task<(byte[] File, Refusal? Wrong)> ReadAsync(
        HttpRequest request,
        string part,
        int mostBytes,
        CancellationToken cancel
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        if (type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadAsync(request.Body, mostBytes, cancel);
        }
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        var form = await request.ReadFormAsync(cancel);
        if (form.Files.GetFile(part) is not { } file)
        {
            return ([], new ValueIsMissing(part));
        }
        await using var stream = file.OpenReadStream();
        return await ReadAsync(stream, mostBytes, cancel);
    }

    /// <summary>The body itself is the file, of one of these types; or the file of a form that has one.</summary>
    public static async Task<(byte[] File, Refusal? Wrong)> ReadBodyAsync(
        HttpRequest request,
        IReadOnlyList<string> types,
        int mostBytes,
        CancellationToken cancel
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        return types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            ? await ReadAsync(request.Body, mostBytes, cancel)
            : await ReadAsync(request, "file", mostBytes, cancel);
    }

    /// <summary>Any number of files: the body itself under a given name, or every file of a form under its own.</summary>
    public static async Task<(IReadOnlyList<(string Name, byte[] Content)> Files, Refusal? Wrong)> ReadAllAsync(
        HttpRequest request,
        string name,
        int mostBytes,
        CancellationToken cancel
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadFormAsync(request, mostBytes, cancel);
        }
        if (!IsXml(type.MediaType.Value ?? ""))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        var (content, wrong) = await ReadAsync(request.Body, mostBytes, cancel);
        return wrong is null ? ([(name, content)], null) : ([], wrong);
    }

    private static async Task<(IReadOnlyList<(string Name, byte[] Content)> Files, Refusal? Wrong)> ReadFormAsync(
        HttpRequest request,
        int mostBytes,
        CancellationToken cancel
    )
    {
        var files = new List<(string Name, byte[] Content)>();
        foreach (var part in (await request.ReadFormAsync(cancel)).Files)
        {
            await using var stream = part.OpenReadStream();
            var (content, wrong) = await ReadAsync(stream, mostBytes, cancel);
            if (wrong is not null)
            {
                return ([], wrong);
            }
            files.Add((Path.GetFileName(part.FileName) is { Length: > 0 } named ? named : part.Name, content));
        }
        return (files, null);
    }

    private static bool IsXml(string mediaType) =>
        mediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);

    private static async Task<(byte[] File, Refusal? Wrong)> ReadAsync(
        Stream stream,
        int mostBytes,
        CancellationToken cancel
    )
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; )
        {
            if (copy.Length + read > mostBytes)
            {
                return ([], new BodyIsTooLarge());
            }
            copy.Write(buffer, 0, read);
        }
        return (copy.ToArray(), null);
    }
}
