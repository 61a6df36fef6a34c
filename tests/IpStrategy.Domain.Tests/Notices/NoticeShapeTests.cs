using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

/// <summary>Frames, numberings and what is no notice at all.</summary>
public sealed class NoticeShapeTests
{
    [Fact]
    public void Reads_heading_number_signature_and_attached_title()
    {
        var draft = NoticeReader.Read(
            """
            天津市人民政府办公厅文件
            津政办发〔2010〕24号

            天津市人民政府办公厅关于印发
            某项重点工作责任分解的通知

            各区、县人民政府,各委、局:
            经市人民政府同意,现将《某项重点工作责任分解》印发给你们。
                天津市人民政府办公厅
                二O一O年三月十五日

            附件:
            某项重点工作责任分解
            一、加强领导
            (一)做好某项工作。(市科委牵头)
            主题词:科技 通知
            """,
            Plan.Directory
        );
        Assert.Equal("津政办发〔2010〕24号", draft.DocumentNumber);
        Assert.Equal("某项重点工作责任分解", draft.Title);
        Assert.Equal("天津市人民政府办公厅", draft.Issuer);
        Assert.Equal(new DateOnly(2010, 3, 15), draft.Date);
        Assert.Equal("做好某项工作。", Assert.Single(draft.Assignments).Text);
    }

    [Fact]
    public void A_notice_that_holds_the_tasks_itself_is_signed_below_them()
    {
        var draft = NoticeReader.Read(
            """
            天津市人民政府关于2018年重点工作任务分工的通知
            各区人民政府：
            现就有关工作通知如下：
            一、推进甲项工作。（市教委牵头）
            二、推进乙项工作。（市财政局、市教委负责）
            天津市人民政府
            2018年12月21日
            （此件公开发布）
            """,
            Plan.Directory
        );
        Assert.Equal("天津市人民政府关于2018年重点工作任务分工的通知", draft.Title);
        Assert.Equal("天津市人民政府", draft.Issuer);
        Assert.Equal(new DateOnly(2018, 12, 21), draft.Date);
        Assert.Equal(["一", "二"], draft.Assignments.Select(assignment => assignment.Label));
        Assert.Empty(draft.Sections);
        Assert.All(draft.Assignments, assignment => Assert.Null(assignment.Section));
        Assert.DoesNotContain(NoticeCode.UnparsedText, draft.Codes());
    }

    [Fact]
    public void Digits_below_sub_sections_are_the_tasks_and_may_restart()
    {
        var draft = Plan.Read(
            "一、总体要求",
            "深入贯彻上级精神。",
            "二、重点任务",
            "(一)科技",
            "1.做好甲项工作。(市科委牵头)",
            "2.做好乙项工作。(市教委牵头)",
            "(二)农业",
            "1.做好丙项工作。(市农委牵头)"
        );
        Assert.Equal([1, 2, 3], draft.Assignments.Select(assignment => assignment.Number));
        Assert.Equal(["1", "2", "1"], draft.Assignments.Select(assignment => assignment.Label));
        Assert.All(draft.Assignments, assignment => Assert.Equal(2, assignment.Section));
        Assert.Equal(["总体要求", "重点任务"], draft.Sections.Select(section => section.Title));
        Assert.Equal(["总体要求"], draft.The(NoticeCode.UnparsedText).Arguments);
        Assert.DoesNotContain(NoticeCode.NumberDuplicate, draft.Codes());
    }

    [Fact]
    public void Points_below_a_task_belong_to_it()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好甲项工作。",
            "1.先做这一步;",
            "2.再做那一步。(市科委牵头)",
            "(二)做好乙项工作。(市教委牵头)"
        );
        Assert.Equal(["(一)", "(二)"], draft.Assignments.Select(assignment => assignment.Label));
        Assert.Equal("做好甲项工作。1.先做这一步;2.再做那一步。", draft.Assignments[0].Text);
    }

    [Fact]
    public void Gaps_and_doubles_in_the_numbering_are_said()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好甲项工作。(市科委牵头)",
            "(三)做好乙项工作。(市教委牵头)",
            "(三)做好丙项工作。(市农委牵头)"
        );
        Assert.Equal(3, draft.Assignments.Length);
        Assert.Equal(["2", "3"], draft.The(NoticeCode.NumberGap).Arguments);
        Assert.Equal(3, draft.The(NoticeCode.NumberDuplicate).Assignment);
    }

    [Fact]
    public void Figures_at_the_start_of_a_line_are_no_labels()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好甲项工作,到了",
            "2012年起逐步推广,一是加强领导,",
            "5G和121人才工程、",
            "3.5万户全部完成。(市科委牵头)",
            "(二)做好乙项工作。(市教委牵头)"
        );
        Assert.Equal(2, draft.Assignments.Length);
        Assert.Equal(
            "做好甲项工作,到了2012年起逐步推广,一是加强领导,5G和121人才工程、3.5万户全部完成。",
            draft.Assignments[0].Text
        );
    }

    [Fact]
    public void Paragraphs_without_labels_are_tasks_if_they_carry_a_clause()
    {
        var draft = Plan.Read(
            "　　为做好有关工作,现分工如下:",
            "　　做好甲项工作。(市科委牵头)",
            "　　做好乙项工作。(市教委负责)",
            "　　本分工自印发之日起执行。"
        );
        Assert.Equal(["做好甲项工作。", "做好乙项工作。"], draft.Assignments.Select(assignment => assignment.Text));
        Assert.All(draft.Assignments, assignment => Assert.Equal("", assignment.Label));
        Assert.Contains(NoticeCode.UnparsedText, draft.Codes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n　\r\n")]
    [InlineData("今天天气很好,张三(学生)和李四去公园散步。")]
    [InlineData("一、洗菜\n二、切菜(由厨师完成)\n三、炒菜(1分钟)")]
    [InlineData("1. Install the tool (see below).\n2. Run it.\n")]
    [InlineData(
        "各区、县人民政府:\n现将《某项任务分工》印发给你们,请照此执行。\n天津市人民政府办公厅\n二〇一〇年三月十五日\n"
    )]
    [InlineData("张三(市科委负责人)表示,市教委要求各校做好工作。\n一、背景\n二、意义")]
    public void What_is_no_notice_says_so_and_gives_no_assignment(string text)
    {
        var draft = NoticeReader.Read(text, Plan.Directory);
        Assert.Empty(draft.Assignments);
        Assert.False(draft.IsNotice);
        var only = Assert.Single(draft.Diagnostics);
        Assert.Equal((NoticeSeverity.Error, NoticeCode.NoItems), (only.Severity, only.Code));
    }

    [Fact]
    public void A_clause_outside_every_task_is_an_error_at_its_place()
    {
        var draft = Plan.Read("有关工作分工如下。(市科委牵头)", "一、重点任务", "(一)做好某项工作。(市教委牵头)");
        Assert.Equal(["市教委"], Assert.Single(draft.Assignments).Leads());
        var orphan = draft.The(NoticeCode.OrphanClause);
        Assert.Equal((4, 10), (orphan.Line, orphan.Column));
    }

    [Fact]
    public void Windows_line_ends_and_invisible_characters_change_nothing_but_places()
    {
        var text = ReferenceFiles.Read("notices/tianjin-ip-2010.txt");
        var other = NoticeReader.Read(
            text.Replace("\n", "\r\n", StringComparison.Ordinal)
                .Replace("市科委", "市\u200b科 委", StringComparison.Ordinal),
            Plan.Directory
        );
        var plain = NoticeReader.Read(text, Plan.Directory);
        Assert.Equal(
            plain.Assignments.Select(assignment => string.Join(' ', assignment.Leads())),
            other.Assignments.Select(assignment => string.Join(' ', assignment.Leads()))
        );
        Assert.Equal(
            plain.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Line)),
            other.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Line))
        );
    }

    [Fact]
    public void Traditional_characters_are_read_and_names_stay_as_printed()
    {
        var draft = Plan.Read(
            "一、重點任務",
            "(一)做好某項工作。(市財政局牽頭,市科委協辦)",
            "(二)做好某項工作。(市農委負責)"
        );
        Assert.Equal(["市財政局"], draft.Assignments[0].Leads());
        Assert.Equal("czj", draft.Assignments[0].Leads[0].Code?.Value);
    }

    [Fact]
    public void A_table_is_a_list_of_tasks()
    {
        var draft = NoticeReader.Read(
            "某项任务分工表\n序号\t重点任务\t牵头单位\t责任单位\t完成时限\n1\t制定某项办法\t市知识产权局\t市工商局、市版权局\t2010年底前\n2\t开展培训\t市教委\t\t2010年10月\n散落的\t一行",
            Plan.Directory
        );
        Assert.Equal(["制定某项办法", "开展培训"], draft.Assignments.Select(assignment => assignment.Text));
        Assert.Equal(["1", "2"], draft.Assignments.Select(assignment => assignment.Label));
        Assert.Equal(["市工商局", "市版权局"], draft.Assignments[0].CoResponsible());
        Assert.Equal(
            (ResponsibilityForm.Listed, LeadBasis.Explicit),
            (draft.Assignments[1].Form, draft.Assignments[1].LeadBasis)
        );
        Assert.Equal(new DateOnly(2010, 12, 31), Assert.Single(draft.Assignments[0].Deadlines).Date);
        Assert.Equal("某项任务分工表", draft.Title);
    }

    [Fact]
    public void A_sentence_with_its_own_clause_above_points_with_theirs_is_a_task_too()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)推动改革,2010年底前完成。(市工商局、市法制办牵头)",
            "1.全面推开。(市工商局负责)",
            "2.压缩时间。(市科委负责)",
            "(二)完善监管。(市教委负责)"
        );
        Assert.Equal(["(一)", "1", "2", "(二)"], draft.Assignments.Select(assignment => assignment.Label));
        Assert.DoesNotContain(NoticeCode.NumberGap, draft.Codes());
        Assert.DoesNotContain(NoticeCode.OrphanClause, draft.Codes());
    }

    [Fact]
    public void A_convention_in_the_preamble_is_no_orphan()
    {
        var draft = Plan.Read(
            "现作如下分工(列第一位的为牵头单位,其他单位按职责分工负责):",
            "一、重点任务",
            "(一)做好某项工作。(市科委、市教委负责)"
        );
        Assert.Equal(LeadBasis.Declared, draft.Assignments[0].LeadBasis);
        Assert.DoesNotContain(NoticeCode.OrphanClause, draft.Codes());
    }

    [Fact]
    public void Sentences_between_a_heading_and_its_tasks_are_said_to_be_in_none()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "各单位要高度重视。",
            "(一)做好甲项工作。(市科委牵头)",
            "(二)做好乙项工作。(市教委牵头)"
        );
        Assert.Equal("重点任务", draft.Sections[0].Title);
        Assert.Equal(["各单位要高度重视。"], draft.The(NoticeCode.UnparsedText).Arguments);
    }

    [Fact]
    public void Page_numbers_between_lines_are_no_text()
    {
        var draft = Plan.Read("一、重点任务", "(一)做好某项", "— 12 —", "工作。(市科", "第 3 页 共 9 页", "委牵头)");
        Assert.Equal("做好某项工作。", Assert.Single(draft.Assignments).Text);
        Assert.Equal(["市科委"], draft.Assignments[0].Leads());
        Assert.Equal("(市科委牵头)", draft.Assignments[0].Responsibility);
    }

    [Fact]
    public void Paragraphs_with_a_clause_each_below_one_title_are_its_tasks()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "　　做好甲项工作。(市科委牵头)",
            "　　做好乙项工作。(市教委牵头)",
            "二、保障措施",
            "　　做好丙项工作。(市农委牵头)"
        );
        Assert.Equal(
            ["做好甲项工作。", "做好乙项工作。", "做好丙项工作。"],
            draft.Assignments.Select(assignment => assignment.Text)
        );
        Assert.Equal(["重点任务", "保障措施"], draft.Sections.Select(section => section.Title));
        Assert.Equal([1, 1, 2], draft.Assignments.Select(assignment => assignment.Section!.Value));
    }
}
