using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>What both kinds of test programs print, as they printed it.</summary>
[TestClass]
public sealed class TestOutputTests
{
    private const string VSTest = """
        Test run for V/bin/Debug/net10.0/V.dll (.NETCoreApp,Version=v10.0)
        A total of 1 test files matched the specified pattern.
          Failed The_value_is_one [590 ms]
          Error Message:
           Assertion failed. Expected values to be equal.
        the reason

        Assert.AreEqual(1, 2)
          Stack Trace:
             at Made.Tests.The_value_is_one() in V/Tests.cs:line 5
           at System.Reflection.MethodBaseInvoker.InterpretedInvoke_Method(Object obj, IntPtr* args)
          Standard Output Messages:
         src/X.cs(1,2): error CS0001: printed by a test


          Failed With_rows ("a [b]",3) [< 1 ms]
          Error Message:
           System.InvalidOperationException: boom
          Stack Trace:
             at Lib.Thrower.Throw() in /somewhere/Lib.cs:line 3
             at Made.Tests.With_rows(String a, Int32 b) in V/Tests.cs:line 6


          Failed Without_place [1 m 2 s]
          Error Message:
           lost

        Failed!  - Failed:     3, Passed:     1, Skipped:     0, Total:     4, Duration: 1 s - V.dll (net10.0)
        """;

    private const string TestingPlatform = """
        Running tests from T/bin/Debug/net10.0/T.dll (net10.0|x64)
        failed The_value_is_one (23ms)
          from T/bin/Debug/net10.0/T.dll (net10.0|x64)
          Assertion failed. Expected values to be equal.
          the reason

          Assert.AreEqual(1, 2)
            at Made.Tests.The_value_is_one() in T/Tests.cs:5
            at System.Reflection.MethodBaseInvoker.InterpretedInvoke_Method(Object obj, IntPtr* args)
          Standard output
            src/X.cs(1,2): error CS0001: printed by a test

          Error output
        failed With_rows ("a b",3) (1s 001ms)
          from T/bin/Debug/net10.0/T.dll (net10.0|x64)
          System.InvalidOperationException: boom
            at Made.Tests.With_rows(String a, Int32 b) in T/Tests.cs:6

        T/bin/Debug/net10.0/T.dll (net10.0|x64) failed with 2 error(s) (703ms)
        Exit code: 2

        Test run summary: Failed!
          total: 3
        """;

    [TestMethod]
    public void Of_vstest_each_failed_test_is_a_finding_with_its_message_and_place() => Found(VSTest).ShouldBe([
        "V/Tests.cs(5,1): error HOOK3004: The_value_is_one failed: Assertion failed. Expected values to be equal. the reason Assert.AreEqual(1, 2)",
        """V/Tests.cs(6,1): error HOOK3004: With_rows ("a [b]",3) failed: System.InvalidOperationException: boom""",
        "dotnet test : error HOOK3004: Without_place failed: lost",
    ]);

    [TestMethod]
    public void So_it_is_of_the_testing_platform() => Found(TestingPlatform).ShouldBe([
        "T/Tests.cs(5,1): error HOOK3004: The_value_is_one failed: Assertion failed. Expected values to be equal. the reason Assert.AreEqual(1, 2)",
        """T/Tests.cs(6,1): error HOOK3004: With_rows ("a b",3) failed: System.InvalidOperationException: boom""",
    ]);

    [TestMethod]
    public void What_the_testing_platform_says_twice_is_told_once() => Found("""
        failed Adds_up (23ms)
          Assert.AreEqual failed. Expected:<1>. Actual:<2>.
          the sums differ
          Assert.AreEqual failed. Expected:<1>. Actual:<2>.
          the sums differ
            at My.Adds_up() in T.cs:3
        failed Long (1ms)
          begins
        """ + "\n  " + new string('a', 990) + """

          begins
            at My.Long() in T.cs:4
        failed Other (1ms)
          one
          two
          one
          three
            at My.Other() in T.cs:5
        """).ShouldBe([
        "T.cs(3,1): error HOOK3004: Adds_up failed: Assert.AreEqual failed. Expected:<1>. Actual:<2>. the sums differ",
        "T.cs(4,1): error HOOK3004: Long failed: begins " + new string('a', 990),
        "T.cs(5,1): error HOOK3004: Other failed: one two one three",
    ]);

    [TestMethod]
    [DataRow("No test matches the given testcase filter `Name=Nope` in T.dll", true)]
    [DataRow("No test is available in T.dll. Make sure that test discoverer", true)]
    [DataRow("Test run summary: Zero tests ran", true)]
    [DataRow("No test matches the given testcase filter `Name=Nope` in T.dll\nPassed!  - Failed:     0, Passed:     1, Skipped:     0, Total:     1 - U.dll", false)]
    [DataRow("Test run summary: Passed! - T.dll", false)]
    public void That_no_test_ran_is_known(string output, bool isNothing)
    {
        TestOutput reader = new(_ => { }, _ => { });
        foreach (var line in output.Split('\n'))
            reader.Take(line);
        reader.RanNothing.ShouldBe(isNothing);
    }

    private static List<string> Found(string output)
    {
        List<string> found = [];
        List<string> text = [];
        TestOutput reader = new(found.Add, text.Add);
        foreach (var line in output.Split('\n'))
            reader.Take(line);
        reader.End();
        string.Join('\n', text).ShouldBe(output);
        return found;
    }
}
