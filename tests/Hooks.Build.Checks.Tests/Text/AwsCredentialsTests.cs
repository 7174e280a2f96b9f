namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class AwsCredentialsTests
{
    private const string Known = "z2rpgs5uit" + "782eapz5l1z0y2";

    [TestMethod]
    public void A_secret_of_the_usual_file_is_found_and_not_shown()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".aws/credentials", $"[default]\n# mine\nAWS_Secret_Access_Key : {Known}\n");
        var check = Make(folder, []);

        var finding = check.Find($"a\nkey = {Known}\n").ShouldHaveSingleItem();

        finding.ShouldBe(new FileFinding(2, 0, "AWS secret of yours (z2rp....); take it out, and replace it if it was pushed"));
    }

    [TestMethod]
    public void A_secret_of_a_variable_is_found()
    {
        using var folder = new TemporaryFolder();

        Make(folder, new() { ["AWS_SESSION_TOKEN"] = Known }).Find(Known).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void A_file_that_a_variable_names_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("boto", $"[x]\naws_security_token={Known}\n");

        Make(folder, new() { ["BOTO_CONFIG"] = folder.PathOf("boto") }).Find(Known).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void No_secret_at_all_has_to_be_accepted()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".aws/config", $"aws_secret_access_key = {Known}\n");

        Should.Throw<CheckSetupException>(() => Make(folder, [])).Message.ShouldContain("--allow-missing-credentials");
        Make(folder, [], "--allow-missing-credentials").Find(Known).ShouldBeEmpty();
    }

    private static FileCheck Make(TemporaryFolder folder, Dictionary<string, string> variables, params string[] arguments) =>
        Checking.Make("detect-aws-credentials", new CheckContext(folder.Path, new Dictionary<string, string>(variables) { ["HOME"] = folder.Path }), arguments);
}
