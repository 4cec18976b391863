"""Cue phrases: what the words around a formula say of it, in Chinese and English.

Each row of `PHRASES` is one phrase, with a sentence that it is meant for and one that it must leave alone; in both,
□ is the formula in question.  A phrase only ever says what *kind* of thing stands there (a condition, a distribution);
nothing in a formula is read from words.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..sources.model import Formula, Section
from .cues import Cue, Phrase, PhrasePlace, phrases

WHAT_AN_EQUATION_DOES: tuple[Phrase, ...] = (
    *phrases(
        Cue.CONDITION,
        PhrasePlace.BEFORE,
        ("当", "当 □ 时，梯度为零。", "适当的 □ 很小。"),
        ("若|倘若|假若", "若 □，则损失为零。", "若干个 □ 相加。"),
        ("如果|假设|假如", "如果 □，输出为常数。", "如果输入很大，□ 接近 1。"),
        ("设", "设 □，证明它收敛。", "假设条件下的 □ 成立。"),
        (r"\bif", "The gradient vanishes if □.", "If the input is large, then □ is near one."),
        (r"\b(?:when|whenever)", "It is stable when □.", "When trained, the model has □."),
        (r"\bwhere", "The scores, where □, are added.", "This is where the value of □ matters."),
        (r"\b(?:suppose|assum(?:e|ing))(?:\s+that)?", "Suppose that □.", "As supposed, the value is □."),
        (r"\bfor(?:\s+(?:all|any|each|every|some))?", "It holds for □.", "The formula for the mean is □."),
        (r"\bset(?:ting)?", "Setting □ we find the minimum.", "The training set has □ examples."),
        (r"\bwith", "A network with □ is linear.", "Without it, □ holds."),
        (r"\b(?:only\s+if|unless|as\s+long\s+as)", "It converges only if □.", "Unless it is trained, □ is small."),
        (r"\b(?:given|provided)(?:\s+that)?", "It converges provided that □.", "Given the data, we compute □."),
        within=40,
    ),
    *phrases(
        Cue.CONDITION,
        PhrasePlace.LEAD,
        ("(?:前提|前提条件|约束|约束条件)\\s*[:：]", "前提：输入为正，□。", "在这个前提下，□。"),
        (
            r"\b(?:hypothes[ie]s|assumptions?|constraints?)\s*:",
            "Hypotheses: positive entries, □.",
            "The hypothesis is □.",
        ),
    ),
    *phrases(
        Cue.LET,
        PhrasePlace.BEFORE,
        ("令|记|设", "令 □，则导数为零。", "记忆单元 □ 更新。"),
        ("定义(?:为|函数|变量)?", "我们定义 □。", "定义中的 □ 很小。"),
        (r"\blet(?:ting)?(?:\s+us)?(?:\s+(?:define|denote|write))?", "Let □ be the output.", "The outlet has □."),
        (r"\bdefin(?:e|ed|ing)(?:\s+(?:as|by))?", "We define □.", "By definition, □ is small."),
        (r"\b(?:denot|writ)(?:e|ing)(?:\s+by)?", "We denote □.", "The denoted value □ is small."),
        within=40,
    ),
    *phrases(
        Cue.SINCE,
        PhrasePlace.BEFORE,
        ("由于|因为|鉴于", "由于 □，上式为零。", "因为数据很大，所以 □。"),
        (r"\b(?:since|because)", "Since □, the sum is one.", "Since then, the value has been □."),
        within=40,
    ),
)

HOW_SURE_IT_IS: tuple[Phrase, ...] = (
    *phrases(
        Cue.ALTERNATIVE,
        PhrasePlace.LEAD,
        (r"\b(?:alternative(?:ly)?|instead|variant|another\s+(?:choice|option|loss))\b", "Alternatively □", "It is □"),
        ("另一种|或者|替代|变体|也可以(?:用|使用|选择)", "另一种选择是 □。", "一种形式是 □。"),
        (
            r"\b(?:loss|error|risk|penalty|cost|objective|norm|kernel|activation|distance|divergence)\b",
            "The mean absolute error is □.",
            "In one pass it is □.",
        ),
        ("损失|误差|代价|正则|范数|激活函数", "绝对误差为 □。", "展开后为 □。"),
    ),
    *phrases(
        Cue.ONLY_HERE,
        PhrasePlace.LEAD,
        ("若(?!干)|如果|倘若|当(?!前|然)", "如果矩阵 □ 对称，梯度更简单。", "设矩阵 □ 对称。"),
        (r"\b(?:if|when|whenever|unless)\b", "If □ is symmetric, it is simpler.", "Let □ be symmetric."),
        (r"\bspecial\s+case\b", "In the special case where □ is zero.", "Our case: □ is zero."),
        ("特殊情况|特例", "在特殊情况下 □ 为零。", "一般情况下 □ 为零。"),
    ),
    *phrases(
        Cue.IF,
        PhrasePlace.LEAD,
        ("若(?!干)|假设|假如|倘若|假定", "假设学习率很小，那么 □。", "若干样本的均值是 □。"),
        (
            "如果(?!(?:我们|你)?(?:对|将|把)?[^，,$]{0,8}(?:展开|求导|整理|化简|推导|计算|仔细|想))",
            "如果学习率很小，那么 □。",
            "如果我们将它展开，得到 □。",
        ),
        (
            r"\bif\b(?!\s+(?:you|we|one)\s+(?:perform|do|push|work|carry|look|compute|calculate|differentiate|apply|expand"
            r"|wish|want|would|prefer|multiply|rewrite|write|plot|simplify|solve|combine|put|now)\b)",
            "If the inputs are large, □.",
            "If we work this out, we get □.",
        ),
        (r"\b(?:unless|provided\s+that)\b", "Provided that it is small, □.", "The provided value is □."),
        (r"\b(?:assum|suppos)(?:e|es|ed|ing)\b", "We assume for simplicity that □.", "The consumed value is □."),
    ),
    # A reason in words is no condition; one with a formula may be what the claim rests on.
    *phrases(
        Cue.OCCASION,
        PhrasePlace.LEAD,
        ("当(?!前|然)|取(?!值|决|代|得)|令", "当输入很大时，□。", "当前状态是 □。"),
        (r"\b(?:when|whenever|let(?:ting)?|setting)\b", "When trained for long, □ holds.", "The setup is □."),
        (r"(?:由于|因为)(?=[^。]*(?:\$|\\\())", "因为 $x > 0$，所以 □。", "因为数据很大，所以 □。"),
        (r"\b(?:since|because)\b(?=.*(?:\$|\\\())", "Since $x > 0$, we have □.", "Since it is smooth, we have □."),
        displayed=False,
    ),
    *phrases(
        Cue.EXAMPLE,
        PhrasePlace.LEAD,
        ("例如|比如|举例|譬如", "例如，对于两个类别，□。", "按照比例，□。"),
        (r"\bfor\s+(?:example|instance)\b", "For example, with two classes □.", "An example is □."),
        (r"\be\.\s?g\.|\bsay,", "With two classes, e.g. □.", "We say that □ holds."),
        displayed=False,
    ),
    *phrases(
        Cue.DENIED,
        PhrasePlace.BEFORE,
        ("不等于|不成立|不满足|不再是|并非|而(?:不|非)是|不是|绝非", "一般来说这不等于 □。", "等于 □。"),
        ("(?:错误(?:地|的)?|误|错)(?:以为|写成|写为|认为|记成|记为)", "有人错误地写成 □。", "错误率是 □。"),
        ("(?:常见(?:的)?错误|误区|陷阱|误解)(?:是|在于|：|:)?", "一个常见错误：□。", "分类错误是 □。"),
        ("不能写成|不应(?:该)?写成|有(?:的|些|人)[^，。]{0,4}写成", "有的文章写成 □。", "有的写法含有 □。"),
        ("(?<!可)(?<!所)以为|可能会认为|想当然地认为", "很多人以为 □。", "它可以为 □。"),
        (r"\bnot\s+equal(?:\s+to)?|\bdoes\s+not\s+hold(?:\s+that)?", "This is not equal to □.", "It is equal to □."),
        (r"(?:^|[.;,]\s*|\b(?:is|and|but)\s+)not", "It is a gain, not □.", "A note about □."),
        (r"\b(?:rather\s+than|instead\s+of)", "We write it rather than □.", "It is rather small: □."),
        (
            r"\b(?:incorrect(?:ly)?|wrong(?:ly)?|false|a\s+mistake)(?:\s+(?:to\s+(?:write|say|think|claim))?(?:\s*that)?)?",
            "It is wrong to write □.",
            "The wrong label has □.",
        ),
        (
            r"\b(?:common\s+error|mistake|pitfall|misconception|misreading|fallacy)s?(?:\s+(?:is|are))?"
            r"(?:\s+(?:to\s+(?:write|say|think|claim)|writing|that))?",
            "A common mistake is to write □.",
            "The error is □.",
        ),
        (
            r"\b(?:one|you|we)\s+(?:might|may|could|would)\s+(?:be\s+tempted\s+to\s+)?(?:think|believe|write|guess)"
            r"(?:\s+that)?",
            "One might think that □.",
            "One might use □.",
        ),
        (r"\bit\s+is\s+not\s+(?:true|the\s+case)(?:\s+that)?", "It is not true that □.", "It is not small: □."),
        within=60,
    ),
    *phrases(
        Cue.DENIED,
        PhrasePlace.LEAD,
        ("忘(?:记|了)|漏(?:掉|了|写)", "有人忘了负号：□。", "我们记得负号：□。"),
        (
            r"\b(?:people|one|you|we|to|often|easily|many)\s+(?:forget|forgot)\b(?!\s+gate)",
            "Some people forget the sign: □.",
            "The forget gate is □.",
        ),
    ),
    *phrases(
        Cue.DENIED,
        PhrasePlace.AFTER,
        ("[，,]?(?:这)?(?:是|就)?(?:错|不对|不正确|不成立|不正确)", "有的文章写成 □ 是错误的。", "写成 □ 是对的。"),
        ("[，,]?符号(?:写)?(?:错|反)", "有的文章写成 □，符号错了。", "写成 □，符号不变。"),
        (
            r"(?:,\s*(?:which\s+)?)?(?:is|would\s+be)\s+(?:wrong|false|incorrect|not\s+(?:true|correct)"
            r"|a\s+(?:mistake|misreading))\b",
            "Here □ would be wrong.",
            "Here □ is right.",
        ),
        (r"(?:does|do|need)\s+not\s+hold|fails\b", "In general □ does not hold.", "In general □ holds."),
        within=30,
    ),
    *phrases(
        Cue.ASKED,
        PhrasePlace.BEFORE,
        ("是否(?:有|存在|满足|成立)?", "请问是否 □。", "是否收敛取决于 □。"),
        (r"\b(?:whether|does|is\s+it\s+true\s+that)", "Check whether □.", "Whether it works depends on □."),
        (r"[?？]", "这是为什么？□", "结果为 □"),
        within=20,
    ),
    *phrases(
        Cue.ASKED,
        PhrasePlace.AFTER,
        ("吗|是否|成立吗|对吗", "□ 成立吗？", "□ 成立。"),
        (r"[?？]", "Is □?", "It is □."),
        within=20,
    ),
)

WHAT_IS_BEING_DONE: tuple[Phrase, ...] = (
    *phrases(
        Cue.SUBSTITUTED,
        PhrasePlace.ABOVE,
        ("代入|带入|替换|换成", "将结果代入上式：\n□", "它代替了上式：\n□"),
        (r"\b(?:substitut|plug|insert|replac)\w*", "Plugging this into the loss gives\n□", "The loss is\n□"),
        within=160,
    ),
    *phrases(
        Cue.SOLVED,
        PhrasePlace.ABOVE,
        (r"令.{0,25}?(?:等于|=|为)\s*\$?\s*(?:0(?![.\d])|零)|等于零", "令导数等于零：\n□", "令 $x = 0.5$：\n□"),
        ("求解方程|解方程|方程的解", "为此求解方程\n□", "方程如下\n□"),
        (
            r"\b(?:set|setting|equat\w*)\b.{0,60}?(?:to\s+zero|to\s+\$?0\$?|=\s*0(?![.\d]))",
            "Setting the derivative to zero:\n□",
            "The training set is large:\n□",
        ),
        within=700,
    ),
    *phrases(
        Cue.SOLVED,
        PhrasePlace.LEAD,
        ("解得|求解", "于是求解 □。", "我们求出 □。"),
        (r"\bsolv(?:e|es|ed|ing)\b", "We solve □ next.", "It is resolved: □."),
    ),
    *phrases(
        Cue.ZERO,
        PhrasePlace.LEAD,
        ("令|设|零|方程|平面", "超平面由 □ 给出。", "损失由 □ 给出。"),
        (
            r"\b(?:set|setting|zeros?|equations?|hyperplanes?|constraints?)\b",
            "the hyperplane □",
            "the hyperparameter □",
        ),
    ),
    *phrases(
        Cue.REWRITTEN,
        PhrasePlace.LEAD,
        ("重写|改写|等价(?:于|地)|化简", "上式可以改写为 □。", "我们写出 □。"),
        (r"(?:点积|向量|矩阵)形式", "我们用点积形式表达模型：□", "我们用向量表达模型：□"),
        (r"\b(?:vector|matrix|dot\s+product)\s+(?:form|notation)\b", "In matrix notation, □.", "In the matrix, □."),
        (r"\bre-?writ(?:e|es|ten|ing)\b", "It can be rewritten as □.", "It is written as □."),
        (r"\b(?:equivalently|simplif\w+)\b", "Equivalently, □.", "A simple loss is □."),
        (r"\bcomplet(?:e|ing)\s+the\s+square\b", "Completing the square, □.", "The complete loss is □."),
        (r"\b(?:expand|collect|rearrang|factor)ing\b", "Expanding the product, □.", "The expanded range is □."),
        (r"\banother\s+(?:common\s+)?form\b", "Another common form is □.", "Another formula is □."),
        (r"\b(?:also|often)\s+written\b", "It is also written □.", "The code is well written □."),
        (r"\bexpanded\b", "Expanded: □.", "The expansion is □."),
        ("(?:也|还|亦)(?:可以|可|常)?(?:写成|写作|写为)", "也可以写成 □。", "我们写成代码 □。"),
        ("展开|配方|整理(?:得|可得|后)|合并同类项", "将上式展开，□。", "整理数据之前，□。"),
    ),
)

WHAT_A_SYMBOL_IS: tuple[Phrase, ...] = (
    *phrases(
        Cue.DISTRIBUTION,
        PhrasePlace.REST,
        (r"one-?\s?hot|独热", "其中 □ 是独热编码。", "其中 □ 是编码。"),
        ("概率分布|真实分布|预测分布|概率向量", "其中 □ 表示真实分布。", "其中 □ 服从正态分布。"),
        (r"(?:之?和|总和)(?:为|等于|是)\s*\$?1(?![.\d])", "其中 □ 的和为 1。", "其中 □ 的和为 10。"),
        (r"\bprobability\s+(?:distribution|vector)s?\b", "where □ is a probability vector", "where □ is a vector"),
        (r"\bdistribution\s+over\b", "where □ is a distribution over classes", "where □ has a distribution"),
        (r"\bsums?\s+to\s+(?:1|one|\$1\$)(?![.\d\w])", "where □ sums to one", "where □ sums to ones"),
        within=60,
    ),
    *phrases(
        Cue.DISTRIBUTION,
        PhrasePlace.BESIDE,
        (
            r"one-?\s?hot(?:\s+label)?(?:\s+encod(?:ing|ed))?(?:\s+(?:vector|label)s?)?",
            "a one-hot label vector □",
            "a label vector □",
        ),
        ("独热(?:编码|标签)?(?:向量)?|概率(?:向量|分布)", "一个独热编码向量 □", "一个编码向量 □"),
        (r"\bprobability\s+(?:vector|distribution)s?", "the probability vector □", "the probability of □"),
    ),
    *phrases(
        Cue.SYMMETRIC,
        PhrasePlace.REST,
        ("(?<!反)(?<!不)对称(?!轴|性破)", "其中 □ 是对称矩阵。", "其中 □ 是反对称矩阵。"),
        (r"(?<!skew)(?<!skew-)(?<!skew )(?<!anti-)\bsymmetric\b", "where □ is symmetric", "where □ is skew-symmetric"),
        within=50,
    ),
    *phrases(
        Cue.SYMMETRIC,
        PhrasePlace.BESIDE,
        ("(?<!反)(?<!不)对称(?:正定|半正定)?(?:的)?(?:矩阵)?", "对于对称矩阵 □", "对称性破缺之后的 □"),
        (
            r"(?<!skew-)(?<!skew )(?<!anti-)\bsymmetric(?:\s+(?:positive|(?:semi-?)?definite|matrix))*",
            "a symmetric matrix □",
            "$Q$ is a symmetric matrix, □ a vector",
        ),
    ),
    *phrases(
        Cue.POSITIVE_DEFINITE,
        PhrasePlace.REST,
        ("(?<!半)(?<!不)正定", "其中 □ 是正定矩阵。", "其中 □ 是半正定矩阵。"),
        (r"\bpositive[\s-]+definite\b", "where □ is positive definite", "where □ is positive semidefinite"),
        within=50,
    ),
    *phrases(
        Cue.POSITIVE_DEFINITE,
        PhrasePlace.BESIDE,
        ("(?<!半)(?<!不)正定(?:对称)?(?:的)?(?:矩阵)?", "对于正定矩阵 □", "对于半正定矩阵 □"),
        (r"\bpositive[\s-]+definite(?:\s+matrix)?", "a positive definite matrix □", "a positive number □"),
    ),
    *phrases(
        Cue.ORTHONORMAL,
        PhrasePlace.REST,
        ("正交矩阵|标准正交|规范正交", "其中 □ 是正交矩阵。", "其中 □ 与它正交。"),
        (r"\b(?:orthonormal|orthogonal\s+matrix)\b", "where □ is orthonormal", "where □ is orthogonal to it"),
        within=50,
    ),
    *phrases(
        Cue.ORTHONORMAL,
        PhrasePlace.BESIDE,
        ("正交矩阵|标准正交(?:的)?(?:矩阵|基)?", "一个正交矩阵 □", "一个正交向量 □"),
        (r"\b(?:orthonormal(?:\s+matrix)?|orthogonal\s+matrix)", "an orthogonal matrix □", "an orthogonal vector □"),
    ),
    *phrases(
        Cue.INVERTIBLE,
        PhrasePlace.REST,
        ("(?<!不)可逆|满秩", "假设 □ 可逆。", "假设 □ 不可逆。"),
        (r"\b(?:invertible|non-?singular|full\s+rank)\b", "where □ is invertible", "where □ is singular"),
        within=40,
    ),
    *phrases(
        Cue.INVERTIBLE,
        PhrasePlace.BESIDE,
        ("(?<!不)可逆(?:的)?(?:矩阵)?", "一个可逆矩阵 □", "一个不可逆矩阵 □"),
        (r"\b(?:invertible|non-?singular)(?:\s+matrix)?", "an invertible matrix □", "the inverse of □"),
    ),
    *phrases(
        Cue.SMALL_POSITIVE,
        PhrasePlace.AFTER,
        (
            "[^。.;；$]{0,30}?(?:极小|很小|较小的?(?:正|常)|微小|小的?(?:常数|正))",
            "其中 □ 是一个极小常数。",
            "其中 □ 是一个常数。",
        ),
        ("[^。.;；$]{0,30}?(?:防止|避免)(?:除|分母)", "其中 □ 用来防止除以零。", "其中 □ 用来防止过拟合。"),
        (
            r"[^.;$]{0,40}?\b(?:small|tiny)\b(?!\s+changes?)",
            "where □ is a small constant",
            "where □ is smaller than one",
        ),
        (
            r"[^.;$]{0,40}?\b(?:avoid|prevent)\w*\s+(?:a\s+|any\s+)?(?:division|dividing|divide)\b",
            "where □ avoids division by zero",
            "where □ avoids overfitting",
        ),
        within=80,
    ),
    *phrases(
        Cue.SMALL_POSITIVE,
        PhrasePlace.BESIDE,
        ("[极很微]?小的?正?(?:常数|常量|数)值?", "加上一个小常数 □", "减去一个整数 □"),
        (
            r"\b(?:small|tiny)(?:\s+positive)?\s+(?:constant|number|value|scalar)",
            "adding a small constant □",
            "adding a constant □",
        ),
    ),
    *phrases(
        Cue.POSITIVE,
        PhrasePlace.AFTER,
        ("[，,]?(?:是|为)?(?:一个)?正(?:数|实数|常数|整数)", "其中 □ 是正数。", "其中 □ 是正确的。"),
        (
            r"(?:is|being|be)\s+(?:a\s+)?(?:strictly\s+)?positive\b(?!\s*-?\s*(?:semi|definite))",
            "where □ is positive",
            "where □ is positive definite",
        ),
    ),
    *phrases(
        Cue.FUNCTION,
        PhrasePlace.BESIDE,
        ("函数|映射|非线性|激活|损失", "其中激活函数 □ 逐元素作用。", "函数值是 □。"),
        (r"\b(?:functions?|nonlinearit(?:y|ies)|map|mapping)", "the nonlinearity □", "the functional □"),
        (r"\b(?:activations?|loss(?:es)?)", "with the loss □", "the lossy code □"),
        within=20,
    ),
    *phrases(
        Cue.FUNCTION,
        PhrasePlace.AFTER,
        (
            "(?:是|为|表示)?(?:一个|该)?[^，。,.、；;$]{0,12}?(?:函数|映射)(?!的)",
            "其中 □ 是激活函数。",
            "其中 □ 是参数，函数很光滑。",
        ),
        (
            r"(?:is|are|denotes|being|be)\s+(?:the|an?|any|some)?\s*[^,.;$]{0,30}?"
            r"\b(?:function|nonlinearity|activation|loss)\b(?!\s+of\b)",
            "where □ is the activation function",
            "where □ is a parameter, the function being smooth",
        ),
    ),
    *phrases(
        Cue.ACTIVATION,
        PhrasePlace.LEAD,
        ("激活|逐元素|按元素", "使用激活函数 □ 得到输出。", "使用参数 □ 得到输出。"),
        (r"\b(?:activation|element-?wise|nonlinearity|pointwise)\b", "the elementwise function □", "the function □"),
        within=40,
    ),
    *phrases(
        Cue.ACTIVATION,
        PhrasePlace.REST,
        ("激活|逐元素|按元素", "其中 □ 逐元素作用。", "其中 □ 作用两次。"),
        (r"\b(?:activation|element-?wise|nonlinearity|pointwise)\b", "□ is applied elementwise", "□ is applied twice"),
        within=60,
    ),
    *phrases(
        Cue.PARAMETER,
        PhrasePlace.BESIDE,
        (
            "超?参数|系数|常数|因子|学习率|权重|偏置|步长|标量|温度|概率|标签|样本|输入|变量",
            "其中学习率 □ 很小。",
            "参数化的函数 □ 很光滑。",
        ),
        (
            r"\b(?:(?:hyper)?parameters?|coefficients?|constants?|scalars?|factors?|variables?)",
            "with coefficient □",
            "the parameterized function □",
        ),
        (r"\b(?:rates?|weights?|bias(?:es)?|step\s+size|temperature)", "with learning rate □", "the weighted sum □"),
        (r"\b(?:labels?|inputs?)", "for each input □", "the input function □"),
        within=40,
    ),
    *phrases(
        Cue.PARAMETER,
        PhrasePlace.AFTER,
        (
            "[（(，,]?(?:是|为|表示|称为)?(?:一个|可学习的?)?[^，。,.、；;$]{0,10}?"
            "(?:参数|系数|常数|因子|学习率|权重|偏置|步长|标量|温度)(?!的?函数)",
            "其中 □ 是可学习参数。",
            "其中 □ 是损失函数，参数很多。",
        ),
        (
            r"[(,]?\s*(?:is|are|denotes?|being|be|called)\s+(?:the|an?)?\s*(?:(?!\bof\b|\bfunction)[^,.;$]){0,25}?"
            r"\b(?:(?:hyper)?parameters?|coefficients?|constants?|rates?|scalars?|weights?|bias(?:es)?|factors?"
            r"|step\s+size|temperature)\b(?!\s+function)",
            "where □ is the learning rate",
            "where □ is a loss, with parameters",
        ),
        within=60,
    ),
    *phrases(
        Cue.COUNTED,
        PhrasePlace.AFTER,
        (
            r"[\s-]*th\b(?!\s+(?:layer|iteration|step|epoch|order|power|degree|derivative|root|moment))",
            "the □-th element",
            "the □-th layer",
        ),
        (r"\s*个(?!.{0,4}(?:时间|步))", "第 □ 个元素", "共有 □ 层"),
    ),
    *phrases(
        Cue.SCALAR,
        PhrasePlace.BESIDE,
        ("标量|实数|数字|整数", "一个标量 □", "一个向量 □"),
        (r"\b(?:scalars?|real\s+numbers?|numbers?)", "a scalar □", "the number of □"),
    ),
    *phrases(
        Cue.VECTOR,
        PhrasePlace.BESIDE,
        ("(?<!行)向量", "一个向量 □", "一个行向量 □"),
        (r"(?<!-)(?<!row )\bvectors?", "the vector □", "a row vector □"),
    ),
    *phrases(
        Cue.MATRIX,
        PhrasePlace.BESIDE,
        ("矩阵", "权重矩阵 □", "权重向量 □"),
        (r"\bmatri(?:x|ces)", "the matrix □", "the matrix-vector product □"),
    ),
)

WHAT_A_LETTER_IS_IN_A_SECTION: tuple[Phrase, ...] = (
    *phrases(
        Cue.STANDARD_NORMAL,
        PhrasePlace.SECTION,
        ("标准(?:正态|高斯)|高斯.{0,8}累积", "其中 □ 是标准正态分布的累积分布函数。", "其中 □ 是特征映射。"),
        (r"\bstandard\s+(?:normal|gaussian)\b", "where □ is the standard normal CDF", "where □ is the feature map"),
        (r"\bgaussian.{0,20}?\b(?:cdf|cumulative)\b", "where □ is the Gaussian CDF", "where □ is Gaussian"),
    ),
    *phrases(
        Cue.SIGMOID,
        PhrasePlace.SECTION,
        (r"(?<![\\A-Za-z])sigmoid", "我们使用sigmoid函数 □。", r"其中 □ 是 \sigmoid。"),
        (r"\blogistic\s+(?:sigmoid\s+)?function", "where □ is the logistic function", "where □ is a logistic model"),
        ("逻辑(?:斯蒂|斯谛)?函数", "其中 □ 是逻辑函数。", "其中 □ 是标准差。"),
    ),
    *phrases(
        Cue.LOGISTIC,
        PhrasePlace.SECTION,
        (r"(?<![\\\w])sigmoid", "Sigmoid 函数把 □ 变成概率。", r"其中 □ 是 \sigmoid。"),
        (r"\blogistic\s+(?:regression|function|model|unit)", "logistic regression with □", "the logistics of □"),
        ("逻辑(?:斯[蒂谛])?(?:函数|回归)|逻辑斯[蒂谛]回归", "在逻辑回归中，□ 是概率。", "按照逻辑，□ 成立。"),
    ),
    *phrases(
        Cue.CROSS_ENTROPY,
        PhrasePlace.SECTION,
        (r"\bcross[-\s]entropy\b", "the cross-entropy loss is □", "the entropy of □ crosses zero"),
        ("交叉熵", "交叉熵损失 □ 的梯度", "熵 □ 的梯度"),
    ),
    *phrases(
        Cue.GENERIC_ACTIVATION,
        PhrasePlace.SECTION,
        (r"激活函数\s*\$?\s*\\sigma", r"激活函数 $\sigma$ 作用于 □。", r"Sigmoid 函数 $\sigma$ 作用于 □。"),
        (
            r"\b(?:activation\s+function|nonlinearity)\s*\$?\s*\\sigma",
            r"an activation function $\sigma$ of □",
            r"the sigmoid function $\sigma$ of □",
        ),
    ),
)

PHRASES = (
    *WHAT_AN_EQUATION_DOES,
    *HOW_SURE_IT_IS,
    *WHAT_IS_BEING_DONE,
    *WHAT_A_SYMBOL_IS,
    *WHAT_A_LETTER_IS_IN_A_SECTION,
)

_BY_CUE = {cue: tuple(phrase for phrase in PHRASES if phrase.cue is cue) for cue in Cue}


@dataclass(frozen=True)
class Quote:
    """Words of the text, and the line of the formula that they stand beside."""

    words: str
    line: int


def says(cue: Cue, formula: Formula) -> Quote | None:
    """What the words around a formula say, if they give this cue."""
    for phrase in phrases_of(cue):
        if phrase.displayed not in (None, formula.display):
            continue
        if found := phrase.expression.search(phrase.text(formula)):
            return Quote(" ".join(found.group().split()).strip("*_ "), formula.line)
    return None


def in_section(cue: Cue, section: Section) -> str | None:
    """The words of a section, or of the headings above it, that give this cue."""
    for phrase in phrases_of(cue):
        if phrase.spot is PhrasePlace.SECTION:
            for text in (*section.titles, section.prose):
                if found := phrase.expression.search(text):
                    return " ".join(found.group().split())
    return None


def phrases_of(cue: Cue) -> tuple[Phrase, ...]:
    """The rows of one cue, in order."""
    return _BY_CUE[cue]
