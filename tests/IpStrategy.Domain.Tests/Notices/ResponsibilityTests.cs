using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

/// <summary>The wordings of the genre, one by one.</summary>
public sealed class ResponsibilityTests
{
    [Theory]
    [InlineData("(市科委牵头)", "市科委", "", ResponsibilityForm.Lead, LeadBasis.Explicit)]
    [InlineData("(市科委牵头负责)", "市科委", "", ResponsibilityForm.Lead, LeadBasis.Explicit)]
    [InlineData("(市科委主办)", "市科委", "", ResponsibilityForm.Lead, LeadBasis.Explicit)]
    [InlineData("(市科委、市教委牵头)", "市科委 市教委", "", ResponsibilityForm.Lead, LeadBasis.Explicit)]
    [InlineData("(市科委负责)", "市科委", "", ResponsibilityForm.Responsible, LeadBasis.Sole)]
    [InlineData("(由市科委负责。)", "市科委", "", ResponsibilityForm.Responsible, LeadBasis.Sole)]
    [InlineData(
        "(市科委、市教委和市农委负责)",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.Responsible,
        LeadBasis.Inferred
    )]
    [InlineData("(市科委、市教委)", "市科委", "市教委", ResponsibilityForm.Responsible, LeadBasis.Inferred)]
    [InlineData("【市科委,市教委负责】", "市科委", "市教委", ResponsibilityForm.Responsible, LeadBasis.Inferred)]
    [InlineData(
        "（市科委牵头，市教委、市农委配合）",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.LeadSupport,
        LeadBasis.Explicit
    )]
    [InlineData(
        "(市科委牵头,市教委、市农委参与)",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.LeadSupport,
        LeadBasis.Explicit
    )]
    [InlineData(
        "(市科委牵头,市教委、市农委按职责分工负责)",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.LeadSupport,
        LeadBasis.Explicit
    )]
    [InlineData("(市科委牵头,市教委负责)", "市科委", "市教委", ResponsibilityForm.LeadSupport, LeadBasis.Explicit)]
    [InlineData("(市科委负责,市教委协办)", "市科委", "市教委", ResponsibilityForm.LeadSupport, LeadBasis.Sole)]
    [InlineData(
        "(市科委会同市教委、市农委负责)",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.LeadWith,
        LeadBasis.Explicit
    )]
    [InlineData(
        "(市科委、市财政局会同市教委负责)",
        "市科委 市财政局",
        "市教委",
        ResponsibilityForm.LeadWith,
        LeadBasis.Explicit
    )]
    [InlineData("(市科委牵头会同市教委落实)", "市科委", "市教委", ResponsibilityForm.LeadWith, LeadBasis.Explicit)]
    [InlineData(
        "(市科委牵头,会同市教委、市农委组织实施)",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.LeadWith,
        LeadBasis.Explicit
    )]
    [InlineData("(市科委、市教委按职责分工负责)", "", "市科委 市教委", ResponsibilityForm.Parallel, LeadBasis.None)]
    [InlineData(
        "(市科委、市教委按照各自职责分别负责)",
        "",
        "市科委 市教委",
        ResponsibilityForm.Parallel,
        LeadBasis.None
    )]
    [InlineData("(市科委、市教委分别负责)", "", "市科委 市教委", ResponsibilityForm.Parallel, LeadBasis.None)]
    [InlineData("(市科委负责立项,市教委负责资金)", "", "市科委 市教委", ResponsibilityForm.Parallel, LeadBasis.None)]
    [InlineData("(市科委、市教委负责落实)", "市科委", "市教委", ResponsibilityForm.Responsible, LeadBasis.Inferred)]
    [InlineData(
        "(牵头单位:市科委,配合单位:市教委、市农委)",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.Listed,
        LeadBasis.Explicit
    )]
    [InlineData(
        "（牵头单位：市科委；责任单位：市教委、市农委）",
        "市科委",
        "市教委 市农委",
        ResponsibilityForm.Listed,
        LeadBasis.Explicit
    )]
    [InlineData("(责任单位:市科委、市教委)", "市科委", "市教委", ResponsibilityForm.Listed, LeadBasis.Inferred)]
    [InlineData("(责任单位:市科委)", "市科委", "", ResponsibilityForm.Listed, LeadBasis.Sole)]
    [InlineData("(牵头单位:市科委;配合单位:无)", "市科委", "", ResponsibilityForm.Listed, LeadBasis.Explicit)]
    [InlineData(
        "(市食品药品监管局、市科委负责)",
        "市食品药品监管局",
        "市科委",
        ResponsibilityForm.Responsible,
        LeadBasis.Inferred
    )]
    public void Reads_who_leads_and_who_co_operates(
        string clause,
        string leads,
        string others,
        ResponsibilityForm form,
        LeadBasis basis
    )
    {
        var assignment = Plan.Item(clause);
        Assert.Equal(leads, string.Join(' ', assignment.Leads()));
        Assert.Equal(others, string.Join(' ', assignment.CoResponsible()));
        Assert.Equal((form, basis), (assignment.Form, assignment.LeadBasis));
        Assert.Equal("做好某项工作。", assignment.Text);
        Assert.Equal(clause, assignment.Responsibility);
    }

    [Theory]
    [InlineData("(市科委牵头,市教委配合,市农委指导)", "Adviser 市农委")]
    [InlineData("(市科委牵头,市教委配合,市农委负责落实)", "Implementer 市农委")]
    [InlineData("(市科委牵头,市教委负责督查)", "Supervisor 市教委")]
    [InlineData("(市科委牵头,市教委汇总)", "Collector 市教委")]
    [InlineData("(责任领导:张三,责任单位:市科委)", "Sponsor 张三")]
    [InlineData("(牵头单位:市科委,督办单位:市教委)", "Supervisor 市教委")]
    public void Keeps_other_roles_apart(string clause, string expected)
    {
        var assignment = Plan.Item(clause);
        Assert.Equal(["市科委"], assignment.Leads());
        Assert.Equal([expected], assignment.Others());
    }

    [Theory]
    [InlineData("(以下简称《纲要》)")]
    [InlineData("(PPP)")]
    [InlineData("(2011-2020年)")]
    [InlineData("(征求意见稿)")]
    [InlineData("(县级市)")]
    [InlineData("(项目负责人)")]
    [InlineData("(混凝土配合比)")]
    public void A_bracket_without_bodies_and_role_is_text(string bracket)
    {
        var assignment = Plan.Item($"再做好另一项{bracket}工作。(市科委牵头)");
        Assert.Contains(bracket, assignment.Text, StringComparison.Ordinal);
        Assert.Equal(["市科委"], assignment.Leads());
        Assert.Empty(assignment.CoResponsible);
    }

    [Fact]
    public void Lines_of_labels_below_a_task_are_its_clause()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。",
            "牵头单位：市科委",
            "责任单位：市教委、市农委，",
            "市财政局",
            "完成时限：2010年10月底前",
            "(二)做好另一项工作。",
            "责任单位：市教委"
        );
        var first = draft.Assignments[0];
        Assert.Equal(["市科委"], first.Leads());
        Assert.Equal(["市教委", "市农委", "市财政局"], first.CoResponsible());
        Assert.Equal((ResponsibilityForm.Listed, LeadBasis.Explicit), (first.Form, first.LeadBasis));
        Assert.Equal(
            new DraftDeadline("2010年10月底前", new DateOnly(2010, 10, 31), DeadlineKind.Explicit),
            Assert.Single(first.Deadlines)
        );
        Assert.Equal("做好某项工作。", first.Text);
        Assert.Equal(["市教委"], draft.Assignments[1].Leads());
        Assert.Equal(LeadBasis.Sole, draft.Assignments[1].LeadBasis);
    }

    [Fact]
    public void A_sentence_that_says_who_does_it_is_read_and_doubted()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。此项工作由市科委会同市教委、市农委负责落实。",
            "(二)做好另一项工作。(市科委牵头)"
        );
        Assert.Equal(["市科委"], draft.Assignments[0].Leads());
        Assert.Equal(["市教委", "市农委"], draft.Assignments[0].CoResponsible());
        Assert.Contains(NoticeCode.ProseResponsibility, draft.Codes());
        Assert.Equal("做好某项工作。", draft.Assignments[0].Text);
        Assert.Equal("此项工作由市科委会同市教委、市农委负责落实", draft.Assignments[0].Responsibility);
    }

    [Fact]
    public void A_declared_convention_needs_no_inference()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。(市科委、市教委负责,列第一位者为牵头单位,下同)",
            "(二)做好另一项工作。(市农委、市教委负责)"
        );
        Assert.All(draft.Assignments, assignment => Assert.Equal(LeadBasis.Declared, assignment.LeadBasis));
        Assert.Equal(["市教委"], draft.Assignments[0].CoResponsible());
        Assert.Contains(NoticeCode.DeclaredConventionFound, draft.Codes());
        Assert.DoesNotContain(NoticeCode.LeadInferred, draft.Codes());
    }

    [Fact]
    public void A_name_the_directory_does_not_know_is_kept_with_near_names()
    {
        var draft = Plan.Read("一、重点任务", "(一)做好某项工作。(市科委牵头,市知识产杈局、火星开发局配合)");
        Assert.Equal(["市知识产杈局", "火星开发局"], draft.Assignments[0].CoResponsible());
        var unknown = draft.Diagnostics.Where(diagnostic => diagnostic.Code == NoticeCode.UnknownAgency).ToArray();
        Assert.Equal(["市知识产杈局", "市知识产权局"], unknown[0].Arguments);
        Assert.Equal(["火星开发局", "-"], unknown[1].Arguments);
        Assert.Equal((5, 18), (unknown[0].Line, unknown[0].Column));
    }

    [Fact]
    public void An_elided_prefix_and_a_shared_ending_are_supplied_and_said()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。(市知识产权、工商、版权局负责)",
            "(二)做好某项工作。(市科委、教委负责)",
            "(三)做好某项工作。(省科技厅、工业和信息化厅负责)"
        );
        Assert.Equal(
            ["市知识产权局", "市工商局", "市版权局"],
            [.. draft.Assignments[0].Leads(), .. draft.Assignments[0].CoResponsible()]
        );
        Assert.Equal(["市教委"], draft.Assignments[1].CoResponsible());
        Assert.Equal(["省工业和信息化厅"], draft.Assignments[2].CoResponsible());
        Assert.Equal(5, draft.Codes().Count(code => code == NoticeCode.ElidedNameExpanded));
    }

    [Fact]
    public void A_prefix_is_not_carried_over_a_comma_nor_to_bodies_of_another_kind() =>
        Assert.Equal(["规划局", "税务局"], Plan.Item("(市科委,规划局、税务局负责)").CoResponsible());

    [Theory]
    [InlineData("(市人力资源和社会保障局牵头)", "市人力资源和社会保障局")]
    [InlineData("(市文化和旅游局牵头)", "市文化和旅游局")]
    [InlineData("(市规划和自然资源局、市科委牵头)", "市规划和自然资源局 市科委")]
    [InlineData("(各区、县人民政府牵头)", "各区、县人民政府")]
    [InlineData("(各市[特区、区]人民政府牵头)", "各市[特区、区]人民政府")]
    [InlineData("(市委宣传部和市财政局牵头)", "市委宣传部 市财政局")]
    [InlineData("(市市场监管委(市知识产权局)牵头)", "市市场监管委")]
    public void Names_are_not_cut_inside(string clause, string leads) =>
        Assert.Equal(leads, string.Join(' ', Plan.Item(clause).Leads()));

    [Fact]
    public void An_open_list_and_open_groups_are_doubts_not_parties()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。(市科委、市教委等部门负责)",
            "(二)做好某项工作。(市科委牵头,各成员单位配合)"
        );
        Assert.Equal(["市教委"], draft.Assignments[0].CoResponsible());
        Assert.Equal(["各成员单位"], draft.Assignments[1].Groups.Select(group => group.Name));
        Assert.Equal(
            [1, 2],
            draft
                .Diagnostics.Where(diagnostic => diagnostic.Code == NoticeCode.OpenGroup)
                .Select(diagnostic => diagnostic.Assignment)
        );
    }

    [Fact]
    public void A_party_in_both_roles_stays_the_lead()
    {
        var draft = Plan.Read("一、重点任务", "(一)做好某项工作。(市科委牵头,市教委、市科委配合)");
        Assert.Equal(["市教委"], draft.Assignments[0].CoResponsible());
        Assert.Equal(["市科委"], draft.The(NoticeCode.PartyInBothRoles).Arguments);
    }

    [Fact]
    public void A_name_that_has_ended_is_kept_and_doubted()
    {
        var draft = NoticeReader.Read(
            "某项任务分工\n(一)做好某项工作。(市工商局牵头)\n(二)做好某项工作。(市科委牵头)\n天津市人民政府\n2019年1月2日",
            Plan.Directory
        );
        Assert.Equal(new DateOnly(2019, 1, 2), draft.Date);
        Assert.Equal(["市工商局"], draft.Assignments[0].Leads());
        Assert.Equal(2, draft.Codes().Count(code => code == NoticeCode.AgencyNotValidAtDate));
    }

    [Fact]
    public void Several_clauses_in_one_task_are_said()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好甲项工作(市科委牵头,市财政局配合),做好乙项工作。(市教委牵头)",
            "(二)做好某项工作。(市科委牵头)"
        );
        Assert.Equal(["市科委", "市教委"], draft.Assignments[0].Leads());
        Assert.Equal(["市财政局"], draft.Assignments[0].CoResponsible());
        Assert.Equal("做好甲项工作,做好乙项工作。", draft.Assignments[0].Text);
        Assert.Equal(1, draft.The(NoticeCode.MultiClauseItem).Assignment);
    }

    [Fact]
    public void A_clause_that_is_not_closed_is_read_and_said()
    {
        var draft = Plan.Read("一、重点任务", "(一)做好某项工作。(市科委牵头", "(二)做好某项工作。(市教委牵头)");
        Assert.Equal(["市科委"], draft.Assignments[0].Leads());
        Assert.Equal(["市教委"], draft.Assignments[1].Leads());
        Assert.Equal(1, draft.The(NoticeCode.UnclosedClause).Assignment);
    }

    [Fact]
    public void A_task_without_a_clause_among_others_is_kept_and_said()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。(市科委牵头)",
            "(二)做好另一项工作。",
            "(三)做好某项工作。(市教委牵头)"
        );
        Assert.Equal(3, draft.Assignments.Length);
        Assert.Equal(
            (ResponsibilityForm.None, LeadBasis.None),
            (draft.Assignments[1].Form, draft.Assignments[1].LeadBasis)
        );
        Assert.Equal(2, draft.The(NoticeCode.NoParty).Assignment);
    }

    [Fact]
    public void Words_after_the_last_role_are_unread_not_a_party()
    {
        var draft = Plan.Read("一、重点任务", "(一)做好某项工作。(市科委牵头,市教委、市农委)");
        Assert.Equal(["市科委"], draft.Assignments[0].Leads());
        Assert.Empty(draft.Assignments[0].CoResponsible);
        Assert.Equal(["市教委、市农委"], draft.The(NoticeCode.UnparsedText).Arguments);
    }

    [Fact]
    public void What_follows_the_last_role_of_a_sentence_stays_in_the_text()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)此项工作由市教委会同市财政局负责落实,每季度末前报送进展。",
            "(二)甲项工作由市科委负责。"
        );
        Assert.Equal(["每季度末前报送进展。", "甲项工作。"], draft.Assignments.Select(assignment => assignment.Text));
        Assert.Equal(["市教委"], draft.Assignments[0].Leads());
    }

    [Fact]
    public void Several_levels_of_a_group_are_one_name() =>
        Assert.Equal(
            ["各市、县(市、区)人民政府"],
            Plan.Item("(市科委牵头,各市、县(市、区)人民政府配合)").Groups.Select(group => group.Name)
        );

    [Fact]
    public void A_sub_clause_with_its_own_object_co_operates()
    {
        var assignment = Plan.Item("(市公安局牵头;市质监局负责特种设备,市农委负责农产品;各区县人民政府负责落实)");
        Assert.Equal(["市公安局"], assignment.Leads());
        Assert.Equal(["市质监局", "市农委"], assignment.CoResponsible());
        Assert.Equal(["Implementer 各区县人民政府"], assignment.Others());
    }
}
