using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>HOOK0023.</summary>
[TestClass]
public sealed class ProcessWideStateTests
{
    [TestMethod]
    public Task What_other_hooks_share_is_told() => CodeRun.VerifyAsync(
        """
        [Hook] static void Lint()
        {
            Environment.{|HOOK0023:CurrentDirectory|} = "/";
            Directory.{|HOOK0023:SetCurrentDirectory|}("/");
            Environment.{|HOOK0023:SetEnvironmentVariable|}("a", "b");
            Environment.{|HOOK0023:ExitCode|} = 1;
            Console.{|HOOK0023:SetOut|}(TextWriter.Null);
            System.Globalization.CultureInfo.{|HOOK0023:DefaultThreadCurrentCulture|} = null;
            Environment.{|HOOK0023:Exit|}(1);
        }
        """);

    [TestMethod]
    public Task Reading_it_and_what_flows_with_the_call_is_right() => CodeRun.VerifyAsync(
        """
        static int _count;
        [Hook] static void Lint()
        {
            Console.WriteLine(Environment.CurrentDirectory + Environment.GetEnvironmentVariable("a"));
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
            _count++;
        }
        """);

    [TestMethod]
    public Task A_program_of_its_own_may_do_so() => CodeRun.VerifyAuditAsync("void Run() => Environment.Exit(1);");
}
