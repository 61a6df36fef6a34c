using System.Text.Json;
using IpStrategy.Domain.Audit;

namespace IpStrategy.Domain.Tests.Audit;

public sealed class AuditHashTests
{
    private static readonly AuditContent Entry = new()
    {
        Id = 12,
        Stream = "instance:3",
        Number = 2,
        At = new DateTimeOffset(2010, 3, 15, 9, 0, 0, TimeSpan.FromHours(8)),
        RecordedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Actor = new AuditPerson(7, "张三", "zscqj", "officer"),
        Address = "10.0.0.1",
        Verb = "complete",
        Subject = "workItem:9",
        RootInstanceId = 3,
        After = """{"state":"completed"}""",
    };

    [Fact]
    public void The_text_under_the_hash_is_sorted_and_without_white_space() =>
        Assert.Equal(
            """{"actor":{"body":"zscqj","id":7,"name":"张三","post":"officer"},"address":"10.0.0.1","after":{"state":"completed"},"at":"2010-03-15T01:00:00.000000Z","id":12,"number":2,"recordedAt":"2026-01-02T03:04:05.678000Z","rootInstanceId":3,"stream":"instance:3","subject":"workItem:9","verb":"complete"}""",
            AuditHash.TextOf(Entry)
        );

    /// <summary>Made with <c>printf</c> and <c>sha256sum</c>.</summary>
    [Fact]
    public void The_hash_is_one_that_other_programs_make_too() =>
        Assert.Equal(
            "83e2419bf5b71bc5222fd5b012868d4920e7195343c7b585e9474912ddd8e694",
            AuditHash.OfEntry(AuditHash.Origin, Entry)
        );

    [Fact]
    public void Everything_in_it_counts()
    {
        AuditContent[] others =
        [
            Entry with
            {
                Id = 13,
            },
            Entry with
            {
                Stream = "instance:4",
            },
            Entry with
            {
                Number = 3,
            },
            Entry with
            {
                At = Entry.At.AddMicroseconds(1),
            },
            Entry with
            {
                RecordedAt = Entry.RecordedAt.AddMicroseconds(1),
            },
            Entry with
            {
                Actor = Entry.Actor with { Id = 8 },
            },
            Entry with
            {
                Actor = Entry.Actor with { Name = "李四" },
            },
            Entry with
            {
                Actor = Entry.Actor with { Body = null },
            },
            Entry with
            {
                Actor = Entry.Actor with { Post = "leader" },
            },
            Entry with
            {
                OnBehalfOf = Entry.Actor,
            },
            Entry with
            {
                Address = null,
            },
            Entry with
            {
                Verb = "return",
            },
            Entry with
            {
                Subject = "workItem:8",
            },
            Entry with
            {
                RootInstanceId = null,
            },
            Entry with
            {
                UndertakingId = 3,
            },
            Entry with
            {
                AssignmentId = 3,
            },
            Entry with
            {
                Before = Entry.After,
            },
            Entry with
            {
                After = null,
            },
        ];

        var hashes = others.Append(Entry).Select(e => AuditHash.OfEntry(AuditHash.Origin, e)).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.NotEqual(AuditHash.OfEntry(hashes[0], Entry), AuditHash.OfEntry(AuditHash.Origin, Entry));
    }

    [Theory]
    [InlineData("""{ "b": [1, 2.50, null, true], "a": {} }""", """{"a":{},"b":[1,2.50,null,true]}""")]
    [InlineData("\"\\u0041\\u4e2d\\ud83d\\ude00\\u0001\\n\"", "\"A中😀\\u0001\\n\"")]
    [InlineData("""{"password":"x","Token":"y","tokens":3}""", """{"Token":"***","password":"***","tokens":3}""")]
    public void Canonical_JSON_is_one_text_for_one_value(string written, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Of(JsonDocument.Parse(written).RootElement));
}
