using System.Diagnostics;
using System.Globalization;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

/// <summary>The notice of 2010-03-15 in the figures of its specification.</summary>
public sealed class ModelNoticeTests
{
    private static readonly string _text = ReferenceFiles.Read("notices/tianjin-ip-2010.txt");
    private static readonly NoticeDraft _draft = NoticeReader.Read(_text, ReferenceFiles.Directory());

    [Fact]
    public void Reads_title_issuer_and_date_and_no_number()
    {
        Assert.Equal("实施天津市知识产权战略纲要任务分工", _draft.Title);
        Assert.Equal("天津市人民政府办公厅", _draft.Issuer);
        Assert.Null(_draft.DocumentNumber);
        Assert.Equal(new DateOnly(2010, 3, 15), _draft.Date);
    }

    [Fact]
    public void Reads_ten_sections_with_their_titles()
    {
        Assert.Equal("一二三四五六七八九十", string.Concat(_draft.Sections.Select(section => section.Label)));
        Assert.Equal(Enumerable.Range(1, 10), _draft.Sections.Select(section => section.Number));
        Assert.Equal("打造滨海新区自主知识产权龙头", _draft.Sections[0].Title);
        Assert.Equal("评估与考核", _draft.Sections[9].Title);
    }

    [Fact]
    public void Reads_69_assignments_in_sections_of_6_7_5_4_9_8_8_5_13_4()
    {
        Assert.Equal(Enumerable.Range(1, 69), _draft.Assignments.Select(assignment => assignment.Number));
        Assert.Equal(
            [6, 7, 5, 4, 9, 8, 8, 5, 13, 4],
            _draft.Assignments.GroupBy(assignment => assignment.Section).Select(group => group.Count())
        );
        Assert.Equal("(一)", _draft.Assignments[0].Label);
        Assert.Equal("(六十九)", _draft.Assignments[68].Label);
    }

    [Fact]
    public void Counts_34_parties_and_189_slots_of_76_leads_and_113_co_responsible()
    {
        Assert.Equal(76, _draft.Assignments.Sum(assignment => assignment.Leads.Length));
        Assert.Equal(113, _draft.Assignments.Sum(assignment => assignment.CoResponsible.Length));
        var parties = _draft
            .Assignments.SelectMany(assignment => assignment.Leads.Concat(assignment.CoResponsible))
            .ToArray();
        Assert.Equal(34, parties.Distinct().Count());
        Assert.All(parties, party => Assert.NotNull(party.Code));
    }

    [Fact]
    public void Counts_the_forms_of_clauses()
    {
        var forms = _draft.Assignments.CountBy(assignment => assignment.Form).ToDictionary();
        Assert.Equal(48, forms[ResponsibilityForm.Responsible]);
        Assert.Equal(20, forms[ResponsibilityForm.Lead]);
        Assert.Equal(1, forms[ResponsibilityForm.LeadWith]);
        Assert.Equal(3, forms.Count);
    }

    [Fact]
    public void Counts_the_parties_per_assignment()
    {
        var counts = _draft
            .Assignments.CountBy(assignment => assignment.Leads.Length + assignment.CoResponsible.Length)
            .OrderBy(pair => pair.Key);
        Assert.Equal(
            [(1, 18), (2, 12), (3, 18), (4, 16), (5, 2), (6, 2), (7, 1)],
            counts.Select(pair => (pair.Key, pair.Value))
        );
    }

    [Fact]
    public void Says_that_47_assignments_need_input_from_others() =>
        Assert.Equal(47, _draft.Assignments.Count(assignment => !assignment.CoResponsible.IsEmpty));

    [Fact]
    public void Says_that_wraps_cut_names_in_33_assignments() =>
        Assert.Equal(33, With(NoticeCode.WrappedNameJoined).Length);

    [Fact]
    public void Marks_several_leads_with_a_word_of_leading()
    {
        Assert.Equal([24, 48, 49, 58], With(NoticeCode.MultipleLeads));
        Assert.Equal(["市知识产权局", "市工商局", "市版权局"], Assignment(48).Leads.Select(lead => lead.Name));
        Assert.Equal(LeadBasis.Explicit, Assignment(24).LeadBasis);
    }

    [Fact]
    public void Infers_the_first_of_several_that_answer_in_46_assignments()
    {
        Assert.Equal(46, With(NoticeCode.LeadInferred).Length);
        Assert.Equal(46, _draft.Assignments.Count(assignment => assignment.LeadBasis == LeadBasis.Inferred));
        Assert.All(
            _draft.Assignments,
            assignment =>
                Assert.Equal(
                    assignment.LeadBasis == LeadBasis.Inferred,
                    assignment.Form == ResponsibilityForm.Responsible && !assignment.CoResponsible.IsEmpty
                )
        );
    }

    [Fact]
    public void Takes_a_single_answering_party_for_the_sole_lead()
    {
        Assert.Equal([28, 50], Numbers(assignment => assignment.LeadBasis == LeadBasis.Sole));
        Assert.Equal(
            18,
            _draft.Assignments.Count(assignment => assignment.Leads.Length == 1 && assignment.CoResponsible.IsEmpty)
        );
    }

    [Fact]
    public void Keeps_the_open_group_of_5_beside_its_lead()
    {
        Assert.Equal([5], With(NoticeCode.OpenGroup));
        Assert.Equal(["滨海新区人民政府"], Assignment(5).Leads.Select(party => party.Name));
        Assert.Equal(["有关部门"], Assignment(5).Groups.Select(party => party.Name));
        Assert.Equal(LeadBasis.Explicit, Assignment(5).LeadBasis);
    }

    [Fact]
    public void Marks_groups_that_lead_and_groups_that_co_operate()
    {
        Assert.Equal([6, 50, 51], With(NoticeCode.GroupAsLead));
        Assert.Equal([6, 12, 40, 50, 51], With(NoticeCode.GroupExpanded));
        Assert.Equal(
            [12, 40],
            Numbers(assignment => assignment.CoResponsible.Any(party => party.IsGroup && party.Code?.Value == "qxzf"))
        );
        Assert.Equal(
            ["各区县人民政府", "16"],
            _draft.Diagnostics.First(diagnostic => diagnostic.Code == NoticeCode.GroupExpanded).Arguments
        );
    }

    [Fact]
    public void Marks_where_the_office_itself_leads() => Assert.Equal([66, 67, 69], With(NoticeCode.OfficeIsLead));

    [Fact]
    public void Marks_leads_that_are_no_municipal_agencies() =>
        Assert.Equal([16, 34, 44, 45, 60], With(NoticeCode.NonSubordinateLead));

    [Fact]
    public void Warns_of_doers_that_the_text_names_beyond_the_clause()
    {
        Assert.Equal([54, 66, 67], With(NoticeCode.ProseResponsibility));
        var doers = _draft.Diagnostics.Single(diagnostic =>
            diagnostic is { Code: NoticeCode.ProseResponsibility, Assignment: 66 }
        );
        Assert.Equal(["市各有关职能部门、各区县人民政府、各功能区管委会、各企业集团"], doers.Arguments);
        Assert.Equal(NoticeSeverity.Warning, doers.Severity);
    }

    [Fact]
    public void Counts_the_targets_of_21_and_23()
    {
        Assert.Equal([21, 23], Numbers(assignment => !assignment.Targets.IsEmpty));
        Assert.Equal(
            [
                new DraftTarget(10, "家", "具有国际竞争优势的龙头企业", true),
                new DraftTarget(100, "家", "参与国际竞争、处于行业先进水平的优势企业", true),
                new DraftTarget(1000, "家", "能够熟练运用知识产权制度的骨干企业", true),
            ],
            Assignment(21).Targets
        );
        Assert.Equal(
            [
                new DraftTarget(300, "家", "市级专利试点", false),
                new DraftTarget(500, "家", "区级专利试点", false),
                new DraftTarget(100, "家", "示范单位", false),
                new DraftTarget(10, "家", "优势创建单位", false),
            ],
            Assignment(23).Targets
        );
    }

    [Fact]
    public void Finds_the_promised_papers_and_systems()
    {
        Assert.Equal(
            [6, 29, 31, 35, 46, 53, 56, 59, 61, 62, 66, 69],
            Numbers(assignment => !assignment.Deliverables.IsEmpty)
        );
        Assert.Equal(
            ["《天津市专利促进与保护条例》", "《天津市著作权保护条例》"],
            Assignment(53).Deliverables.Select(deliverable => deliverable.Text)
        );
        Assert.Equal(
            ["培训计划", "知识产权人才信息库"],
            Assignment(59).Deliverables.Select(deliverable => deliverable.Text)
        );
        Assert.Equal(
            new DraftDeliverable("应急预案", DeliverableKind.Paper),
            Assert.Single(Assignment(46).Deliverables)
        );
    }

    [Fact]
    public void Finds_no_deadline_anywhere()
    {
        Assert.All(_draft.Assignments, assignment => Assert.Empty(assignment.Deadlines));
        Assert.Equal(Enumerable.Range(1, 69), With(NoticeCode.NoDeadline));
    }

    [Fact]
    public void Reads_assignment_2_as_it_stands_in_the_contract()
    {
        var second = Assignment(2);
        Assert.Equal(
            "在支柱产业和优势产业的关键技术领域获得专利权,形成一批著名的商标和影响力较大的版权作品,培育一批具有自主知识产权和国际竞争力的领军企业,为建设研发转化基地服务。",
            second.Text
        );
        Assert.Equal("(市知识产权局、滨海新区人民政府、市工商局、市版权局负责)", second.Responsibility);
        Assert.Equal(new TextSpan(297, 412), second.Span);
        Assert.Equal(["滨海新区人民政府", "市工商局", "市版权局"], second.CoResponsible.Select(party => party.Name));
        var inferred = _draft.Diagnostics.Single(diagnostic =>
            diagnostic is { Code: NoticeCode.LeadInferred, Assignment: 2 }
        );
        Assert.Equal((NoticeSeverity.Information, 15, 1), (inferred.Severity, inferred.Line, inferred.Column));
    }

    [Fact]
    public void Keeps_the_text_free_of_clauses_and_line_ends()
    {
        Assert.All(
            _draft.Assignments,
            assignment => Assert.DoesNotContain("负责)", assignment.Text, StringComparison.Ordinal)
        );
        Assert.All(
            _draft.Assignments,
            assignment =>
                Assert.DoesNotContain("\n", assignment.Text + assignment.Responsibility, StringComparison.Ordinal)
        );
        Assert.All(_draft.Assignments, assignment => Assert.EndsWith("。", assignment.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Leaves_nothing_unread_and_finds_no_error()
    {
        Assert.DoesNotContain(_draft.Diagnostics, diagnostic => diagnostic.Severity == NoticeSeverity.Error);
        string[] expected =
        [
            NoticeCode.OpenGroup,
            NoticeCode.GroupAsLead,
            NoticeCode.OfficeIsLead,
            NoticeCode.ProseResponsibility,
        ];
        Assert.Equal(
            expected.Order(),
            _draft
                .Diagnostics.Where(diagnostic => diagnostic.Severity == NoticeSeverity.Warning)
                .Select(diagnostic => diagnostic.Code)
                .Distinct()
                .Order()
        );
    }

    [Fact]
    public void Every_message_is_worded_in_chinese_and_english()
    {
        foreach (var diagnostic in _draft.Diagnostics)
        {
            var chinese = NoticeMessages.Format(diagnostic, CultureInfo.GetCultureInfo("zh-CN"));
            var english = NoticeMessages.Format(diagnostic, CultureInfo.GetCultureInfo("en"));
            Assert.NotEqual(diagnostic.Code, chinese);
            Assert.NotEqual(chinese, english);
            Assert.DoesNotContain("{", chinese + english, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Is_read_in_well_under_a_tenth_of_a_second()
    {
        var directory = ReferenceFiles.Directory();
        var best = Enumerable.Range(0, 20).Min(_ => Milliseconds(() => NoticeReader.Read(_text, directory)));
        // 20 ms is the goal on an idle machine; the bound leaves room for a busy one.
        Assert.True(best < 100, $"{best} ms");
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static DraftAssignment Assignment(int number) => _draft.Assignments[number - 1];

    private static int[] With(string code) =>
        [
            .. _draft
                .Diagnostics.Where(diagnostic => diagnostic.Code == code)
                .Select(diagnostic => diagnostic.Assignment!.Value)
                .Distinct(),
        ];

    private static int[] Numbers(Func<DraftAssignment, bool> condition) =>
        [.. _draft.Assignments.Where(condition).Select(assignment => assignment.Number)];
}
