using System.Net;
using AngleSharp.Html.Dom;
using IpStrategy.Testing;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>成果 by forms alone, without scripts: shaped by the office, shown by the lead, asked for at completion.</summary>
[Collection(PagesGroup.Name)]
public sealed class DeliverablePageTests(PagesHost host)
{
    [Fact]
    public async Task The_office_adds_renames_and_waives_with_a_reason_and_refusals_stand_beside_their_field()
    {
        var clerk = await OpenAsync("office.clerk", "传统知识数据库");
        var before = clerk.Page.QuerySelectorAll("main section[id^=d-]").Length;
        await clerk.SubmitAsync("增补", ("title", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Equal("#f-add", clerk.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Contains("名称", clerk.TextOf("#e-add"), StringComparison.Ordinal);

        await clerk.SubmitAsync("增补", ("title", "培训名册"));
        Assert.Contains("已增补", clerk.TextOf("[role=status]"), StringComparison.Ordinal);
        var added = LastId(clerk);
        Assert.Equal(before + 1, clerk.Page.QuerySelectorAll("main section[id^=d-]").Length);

        await clerk.SubmitAsync(FormOf(clerk, "rename", added), ("title", "培训人员名册"));
        Assert.Contains("培训人员名册", clerk.TextOf($"#d-{added} h2"), StringComparison.Ordinal);
        await clerk.SubmitAsync(FormOf(clerk, "waive", added), ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("理由", clerk.TextOf($"#e-waive-{added}"), StringComparison.Ordinal);
        Assert.True(clerk.Has($"#d-{added} details[open]"), "the refused form lies open");
        await clerk.SubmitAsync(FormOf(clerk, "waive", added), ("reason", "并入年度报告"));
        Assert.Contains("免交", clerk.TextOf($"#d-{added}"), StringComparison.Ordinal);
        Assert.Contains("并入年度报告", clerk.TextOf($"#d-{added}"), StringComparison.Ordinal);
        await clerk.SubmitAsync("恢复要求");
        Assert.Contains("尚无证明", clerk.TextOf($"#d-{added}"), StringComparison.Ordinal);
        Assert.False(clerk.Has("form input[value=show]"), "evidence is the lead's");
    }

    [Fact]
    public async Task The_lead_shows_by_a_word_and_by_a_file_and_an_old_page_overwrites_nothing()
    {
        var officer = await OpenAsync("zscqj.officer", "政府投入项目");
        Assert.False(officer.Has("#f-add"), "additions are the office's");
        var id = LastId(officer);
        var old = FormOf(officer, "show", id);
        await officer.SubmitAsync(old, ("note", "津商务〔2010〕3号"));
        Assert.Contains("已保存", officer.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("津商务〔2010〕3号", officer.TextOf($"#d-{id}"), StringComparison.Ordinal);

        await officer.SubmitAsync(old, ("note", "旧的一页"), ("key", "another"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Equal("旧的一页", officer.Page.QuerySelector($"#f-show-{id}")!.TextContent);
        await officer.OpenAsync(officer.Address);
        Assert.Contains("津商务〔2010〕3号", officer.TextOf($"#d-{id}"), StringComparison.Ordinal);

        var upload = FormOf(officer, "file", id);
        await officer.UploadAsync(upload, "证明.exe", "MZ"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, officer.Status);
        Assert.NotEmpty(officer.TextOf($"#e-file-{id}"));
        await officer.UploadAsync(FormOf(officer, "file", id), "证明.pdf", SampleFiles.Pdf("成果"));
        Assert.Contains("已上传", officer.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("证明.pdf", officer.TextOf($"#d-{id}"), StringComparison.Ordinal);
        // Taken out again by the box before its name.
        await officer.SubmitAsync(FormOf(officer, "show", id), ("files", ""));
        Assert.DoesNotContain("证明.pdf", officer.TextOf($"#d-{id} > p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_looks_finds_no_form_and_strangers_find_nothing()
    {
        var clerk = await OpenAsync("office.clerk", "传统知识数据库");
        var looks = await host.AsAsync("leadership");
        await looks.OpenAsync(clerk.Address);
        Assert.Equal(HttpStatusCode.OK, looks.Status);
        Assert.Empty(looks.Page.QuerySelectorAll("main form"));
        var stranger = await host.AsAsync("kw.officer");
        await stranger.OpenAsync(clerk.Address);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await clerk.OpenAsync(clerk.Address.Split('?')[0] + "?of=1");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    private async Task<Visitor> OpenAsync(string userName, string text)
    {
        var visitor = await host.AsAsync(userName);
        await visitor.OpenAsync("/plans");
        var row = visitor
            .Page.QuerySelectorAll("tr")
            .First(r => r.TextContent.Contains(text, StringComparison.Ordinal))
            .QuerySelectorAll("a")
            .First(a => a.GetAttribute("href")!.StartsWith("/assignments/", StringComparison.Ordinal));
        await visitor.OpenAsync(row.GetAttribute("href")!);
        await visitor.FollowAsync("管理成果");
        return visitor;
    }

    private static string LastId(Visitor visitor) => visitor.Page.QuerySelectorAll("main section[id^=d-]")[^1].Id![2..];

    private static IHtmlFormElement FormOf(Visitor visitor, string act, string id) =>
        (IHtmlFormElement)
            visitor
                .Page.QuerySelectorAll("form")
                .First(f =>
                    f.QuerySelector($"[name=act][value={act}]") is not null
                    && f.QuerySelector($"[name=deliverable][value='{id}']") is not null
                );
}
