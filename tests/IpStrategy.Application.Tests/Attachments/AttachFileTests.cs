using System.Security.Cryptography;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Testing;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Attachments;

/// <summary>附件 from the upload to the disk and back: rights, repetition, removal, what a crash leaves.</summary>
public abstract class AttachFileTests
{
    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Who_may_act_puts_a_file_there_and_all_who_see_the_assignment_get_it_back()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var content = SampleFiles.Pdf();

        var file = (await office.AttachAsync("zscqj.officer", item, @"D:\桌面\证明.pdf", content)).Value;

        Assert.Equal(
            ("证明.pdf", content.Length, "unscanned", true),
            (file.Name, file.Size, file.State, file.MayRemove)
        );
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.Sha256);
        foreach (var who in new[] { "zscqj.second", "jxw.officer", "office.clerk", "leadership" })
        {
            Assert.Equal(content, await (await office.FetchAsync(who, file)).BytesAsync());
        }
        Assert.Equal(
            [Path.Combine(office.FilesFolder, file.Sha256[..2], file.Sha256[2..4], file.Sha256)],
            office.StoredFiles()
        );
        var row = await office.ReadAsync(db => db.Attachments.SingleAsync());
        Assert.Equal((item.AssignmentId, item.Id), (Opaque.Of(row.AssignmentId!.Value), Opaque.Of(row.WorkItemId)));
        var note = await office.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Verb == "attach"));
        Assert.Contains(file.Sha256, note.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_act_or_not_see_puts_nothing_there_and_leaves_nothing_on_the_disk()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.IsType<WorkItemIsNotYours>(
            (await office.AttachAsync("jxw.officer", item, "a.pdf", SampleFiles.Pdf())).Refusal
        );
        Assert.IsType<WorkItemIsNotYours>(
            (await office.AttachAsync("leadership", item, "a.pdf", SampleFiles.Pdf())).Refusal
        );
        Assert.IsType<WorkItemDoesNotExist>(
            (await office.AttachAsync("kw.officer", item, "a.pdf", SampleFiles.Pdf())).Refusal
        );
        Assert.IsType<WorkItemDoesNotExist>(
            (await office.AttachAsync("admin.system", item, "a.pdf", SampleFiles.Pdf())).Refusal
        );
        var file = (await office.AttachAsync("zscqj.officer", item, "a.pdf", SampleFiles.Pdf())).Value;
        Assert.IsType<AttachmentDoesNotExist>((await office.FetchAsync("kw.officer", file)).Refusal);
        Assert.IsType<AttachmentDoesNotExist>((await office.FetchAsync("admin.audit", file)).Refusal);
        Assert.IsType<AttachmentDoesNotExist>((await office.RemoveAsync("kw.officer", file)).Refusal);

        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.IsType<WorkItemIsAlreadyDone>(
            (await office.AttachAsync("zscqj.officer", item, "b.pdf", SampleFiles.Pdf("b"))).Refusal
        );
        Assert.Single(office.StoredFiles());
    }

    [Fact]
    public async Task The_same_content_is_stored_once_and_stands_once_at_an_item()
    {
        await using var office = await OpenAsync();
        var (mine, other) = (
            await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge),
            await office.TheItemAsync("zscqj.officer", 42, StepRules.Acknowledge)
        );
        var first = (await office.AttachAsync("zscqj.officer", mine, "一.pdf", SampleFiles.Pdf())).Value;
        var again = (await office.AttachAsync("zscqj.officer", mine, "二.pdf", SampleFiles.Pdf())).Value;
        var there = (await office.AttachAsync("zscqj.officer", other, "三.pdf", SampleFiles.Pdf())).Value;
        Assert.Equal((first.Id, "一.pdf"), (again.Id, again.Name));
        Assert.NotEqual(first.Id, there.Id);
        Assert.Single(office.StoredFiles());
    }

    [Fact]
    public async Task The_same_file_sent_by_many_at_once_is_there_once_and_whole()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var content = SampleFiles.Pdf(new string('x', 300_000));
        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => office.AttachAsync("zscqj.officer", item, "a.pdf", content)))
        );
        Assert.Single(sent.Select(s => s.Value.Id).Distinct());
        Assert.Single(office.StoredFiles());
        Assert.Equal(content, await (await office.FetchAsync("zscqj.officer", sent[0].Value)).BytesAsync());
    }

    [Fact]
    public async Task Ones_own_file_is_removed_while_the_item_is_open_and_its_content_a_day_later()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var file = (await office.AttachAsync("zscqj.officer", item, "a.pdf", SampleFiles.Pdf())).Value;
        var kept = (await office.AttachAsync("zscqj.officer", item, "b.pdf", SampleFiles.Pdf("b"))).Value;
        Assert.IsType<OnlyTheUploaderRemoves>((await office.RemoveAsync("zscqj.second", file)).Refusal);
        Assert.IsType<OnlyTheUploaderRemoves>((await office.RemoveAsync("office.clerk", file)).Refusal);

        Assert.Null((await office.RemoveAsync("zscqj.officer", file)).Refusal);

        Assert.IsType<AttachmentDoesNotExist>((await office.FetchAsync("zscqj.officer", file)).Refusal);
        Assert.IsType<AttachmentDoesNotExist>((await office.RemoveAsync("zscqj.officer", file)).Refusal);
        var note = await office.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Verb == "detach"));
        Assert.Contains(file.Sha256, note.Before, StringComparison.Ordinal);
        Assert.Equal(0, await office.AskAsync<KeepFiles, int>(u => u.RunAsync(default)));
        office.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await office.AskAsync<KeepFiles, int>(u => u.RunAsync(default)));
        Assert.Equal(kept.Sha256, Path.GetFileName(Assert.Single(office.StoredFiles())));

        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.IsType<WorkItemIsClosed>((await office.RemoveAsync("zscqj.officer", kept)).Refusal);
    }

    [Fact]
    public async Task What_a_crash_leaves_is_taken_away_and_what_is_lost_is_counted()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var file = (await office.AttachAsync("zscqj.officer", item, "a.pdf", SampleFiles.Pdf())).Value;
        var (orphan, half) = (
            Path.Combine(office.FilesFolder, "00", "11", "0011" + new string('a', 60)),
            Path.Combine(office.FilesFolder, "incoming", "half")
        );
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        foreach (var left in new[] { orphan, half })
        {
            await File.WriteAllTextAsync(left, "x", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(left, office.Clock.Now.UtcDateTime - TimeSpan.FromHours(23));
        }
        Assert.Equal(0, await office.AskAsync<KeepFiles, int>(u => u.RunAsync(default)));
        office.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await office.AskAsync<KeepFiles, int>(u => u.RunAsync(default)));
        Assert.Equal(file.Sha256, Path.GetFileName(Assert.Single(office.StoredFiles())));

        Assert.Equal(0, await office.AskAsync<KeepFiles, int>(u => u.CountLostAsync(default)));
        File.Delete(office.StoredFiles()[0]);
        Assert.Equal(1, await office.AskAsync<KeepFiles, int>(u => u.CountLostAsync(default)));
        await Assert.ThrowsAsync<FileNotFoundException>(() => office.FetchAsync("zscqj.officer", file));
    }

    [Fact]
    public async Task Reading_a_sensitive_file_is_put_on_record_and_another_is_not()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var plain = (await office.AttachAsync("zscqj.officer", item, "a.pdf", SampleFiles.Pdf())).Value;
        var secret = (
            await office.AttachAsync("zscqj.officer", item, "b.pdf", SampleFiles.Pdf("b"), null, Sensitivity.Sensitive)
        ).Value;
        await (await office.FetchAsync("jxw.officer", plain)).BytesAsync();
        await (await office.FetchAsync("jxw.officer", secret)).BytesAsync();
        await office.FetchAsync("kw.officer", secret);
        var note = await office.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Verb == "read"));
        Assert.Equal(($"attachment:{secret.Id}", office.Person("jxw.officer").UserId), (note.Subject, note.ActorId));
    }

    [Fact]
    public async Task Limits_of_size_number_and_sum_are_kept()
    {
        await using var office = await OpenAsync(
            new FileSettings
            {
                MostBytes = 400,
                MostPerItem = 3,
                MostBytesPerItem = 900,
            }
        );
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        byte[] Sized(int size, char mark) => SampleFiles.Pdf(new string(mark, size - SampleFiles.Pdf("").Length));
        Assert.IsType<FileIsTooLarge>(
            (await office.AttachAsync("zscqj.officer", item, "a.pdf", Sized(401, 'a'))).Refusal
        );
        Assert.Null((await office.AttachAsync("zscqj.officer", item, "a.pdf", Sized(400, 'a'))).Refusal);
        Assert.Null((await office.AttachAsync("zscqj.officer", item, "b.pdf", Sized(400, 'b'))).Refusal);
        Assert.IsType<AttachmentsAreTooLarge>(
            (await office.AttachAsync("zscqj.officer", item, "c.pdf", Sized(101, 'c'))).Refusal
        );
        Assert.Null((await office.AttachAsync("zscqj.officer", item, "c.pdf", Sized(100, 'c'))).Refusal);
        Assert.IsType<TooManyAttachments>(
            (await office.AttachAsync("zscqj.officer", item, "d.pdf", SampleFiles.Pdf("d"))).Refusal
        );
        Assert.Equal(3, office.StoredFiles().Count);
    }

    private async Task<Office> OpenAsync(FileSettings? files = null)
    {
        var office = await Office.OpenAsync(Database, files: files);
        await office.IssueAsync();
        return office;
    }
}

public sealed class SqliteAttachFileTests : AttachFileTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlAttachFileTests : AttachFileTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
